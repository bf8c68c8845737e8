/** The root of the engine: its base exception. Start reading at {@link dev.fude.core.graph}. */
package dev.fude.core;
