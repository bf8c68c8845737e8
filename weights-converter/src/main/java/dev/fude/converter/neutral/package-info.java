/**
 * The neutral form: what a reader says about a file of any format, in words that belong to no
 * format and to no network. Also what every reader needs: the file itself and how to refuse it.
 */
package dev.fude.converter.neutral;
