/**
 * The style that works out of the box.
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
