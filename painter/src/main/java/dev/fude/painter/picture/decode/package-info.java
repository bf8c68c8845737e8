/**
 * The files that pictures come in: told apart by their first bytes and taken apart into pixels,
 * colours and EXIF data.
 *
 * <p>A decoder of Image I/O is given the pixels alone, as a file that holds nothing else. So
 * nothing that is no pixel can cost a picture: no trailer, no thumbnail, no text, no broken
 * profile; and colours are obeyed in one place for all formats. A new format is a {@link
 * dev.fude.painter.picture.decode.FileKind}, or a line of {@link
 * dev.fude.painter.picture.decode.ForeignKinds} if it is only to be named.
 */
package dev.fude.painter.picture.decode;
