/** The contract between the engine and whatever computes: backends, their choice, and runs. */
package dev.fude.core.backend;
