/** Reads ncnn's files: a text of layers and a file of their numbers. */
package dev.fude.converter.ncnn;
