/**
 * Pictures: files to pixels, pixels to tensors, and back.
 *
 * <p>In order of use: {@link dev.fude.animegan.image.PictureReader}, {@link
 * dev.fude.animegan.image.Photo}, {@link dev.fude.animegan.image.Resampler}, {@link
 * dev.fude.animegan.image.PixelLevels}, {@link dev.fude.animegan.image.ReflectMargin}, {@link
 * dev.fude.animegan.image.PictureWriter}.
 */
package dev.fude.animegan.image;
