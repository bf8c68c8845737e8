/**
 * The style that works out of the box.
 *
 * <pre>{@code
 * <dependency>
 *   <groupId>dev.fude</groupId>
 *   <artifactId>fude-style-ink</artifactId>
 * </dependency>
 *
 * try (AnimeGan model = AnimeGan.builtIn()) {
 *   BufferedImage anime = model.stylize(photo);
 * }
 * }</pre>
 */
package dev.fude.style.ink;
