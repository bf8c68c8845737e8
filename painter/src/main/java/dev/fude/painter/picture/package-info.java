/**
 * Pictures: files, streams and bytes to pixels, pixels to levels, and back.
 *
 * <p>In order of use: {@link dev.fude.painter.picture.PictureSource}, {@link
 * dev.fude.painter.picture.OpenPicture}, {@link dev.fude.painter.picture.Photo}, {@link
 * dev.fude.painter.picture.WorkingImage}, {@link dev.fude.painter.picture.PixelRows}, {@link
 * dev.fude.painter.picture.ReflectMargin}, {@link dev.fude.painter.picture.PictureEncoder}, {@link
 * dev.fude.painter.picture.PictureWriter}.
 */
package dev.fude.painter.picture;
