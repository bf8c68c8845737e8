/** Writing files whole or not at all. */
package dev.fude.core.file;
