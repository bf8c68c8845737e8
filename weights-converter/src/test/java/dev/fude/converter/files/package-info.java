/** Small writers of the formats that are read, in ordinary and in awkward ways, for tests. */
package dev.fude.converter.files;
