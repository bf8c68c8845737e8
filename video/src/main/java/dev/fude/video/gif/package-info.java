/** GIF: {@link dev.fude.video.gif.GifSource} and {@link dev.fude.video.gif.GifSink}. */
package dev.fude.video.gif;
