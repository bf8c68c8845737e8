/**
 * A strict reader of the JSON in files that are not trusted: the headers of safetensors files, and
 * the graphs of models.
 */
package dev.fude.core.json;
