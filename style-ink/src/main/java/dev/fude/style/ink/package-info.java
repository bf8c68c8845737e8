/**
 * The styles that work out of the box: {@link dev.fude.style.ink.InkStyle} when nothing is said,
 * and {@link dev.fude.style.ink.InkLightStyle} by its name, {@code ink-light}.
 *
 * <pre>{@code
 * <dependency>
 *   <groupId>dev.fude</groupId>
 *   <artifactId>fude-style-ink</artifactId>
 * </dependency>
 *
 * try (Painter painter = Painter.builtIn()) {
 *   BufferedImage anime = painter.stylize(photo);
 * }
 * }</pre>
 */
package dev.fude.style.ink;
