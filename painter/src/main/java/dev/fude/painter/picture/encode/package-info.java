/**
 * Pixels to the bytes of a picture file, with the EXIF data that go along and the word that its
 * colours are sRGB.
 *
 * <p>A new format is a {@link dev.fude.painter.picture.encode.PictureEncoding} and a constant in
 * {@code PictureFormat}.
 */
package dev.fude.painter.picture.encode;
