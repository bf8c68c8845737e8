/**
 * What a picture's levels mean, and how they are brought to sRGB.
 *
 * <p>Everything that files say of their colours becomes an ICC profile, and one conversion, the
 * JDK's, obeys them all.
 */
package dev.fude.painter.picture.colour;
