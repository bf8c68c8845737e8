package dev.fude.video.gif;

import dev.fude.video.animation.Disposal;
import dev.fude.video.animation.Rectangle;

/**
 * A frame as a GIF holds it.
 *
 * @param part where it lies on the sheet
 * @param delay hundredths of a second for which it is shown, as viewers understand it
 * @param disposal what becomes of it
 * @param pixels (part.height, part.width), 0xAARRGGBB, each opaque or transparent; none if only its
 *     head was asked for
 */
record GifFrame(Rectangle part, int delay, Disposal disposal, int[] pixels) {}
