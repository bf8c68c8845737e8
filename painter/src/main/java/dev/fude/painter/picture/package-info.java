/**
 * Pictures: files to pixels, pixels to tensors, and back.
 *
 * <p>In order of use: {@link dev.fude.painter.picture.PictureReader}, {@link
 * dev.fude.painter.picture.Photo}, {@link dev.fude.painter.picture.Resampler}, {@link
 * dev.fude.painter.picture.PixelLevels}, {@link dev.fude.painter.picture.ReflectMargin}, {@link
 * dev.fude.painter.picture.PictureWriter}.
 */
package dev.fude.painter.picture;
