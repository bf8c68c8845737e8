/**
 * Photographs to anime pictures. {@link dev.fude.painter.Painter} is what programs call:
 *
 * <pre>{@code
 * Painter painter = Painter.load(Path.of("hayao.safetensors"));
 * BufferedImage anime = painter.stylize(photo);
 * }</pre>
 *
 * <p>To understand the engine start at {@code Stylizer}: a picture's whole way on one page.
 */
package dev.fude.painter;
