/** Safetensors: files of ours, and those that the safetensors library writes. */
package dev.fude.converter.safetensors;
