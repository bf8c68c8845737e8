/**
 * Photographs to anime pictures. {@link dev.fude.animegan.AnimeGan} is what programs call:
 *
 * <pre>{@code
 * AnimeGan model = AnimeGan.load(Path.of("hayao.safetensors"));
 * BufferedImage anime = model.stylize(photo);
 * }</pre>
 *
 * <p>To understand the engine start at {@code Stylizer}: a picture's whole way on one page.
 */
package dev.fude.animegan;
