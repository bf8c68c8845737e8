/** JMH benchmarks of the engine, with rivals beside ours. */
package dev.fude.benchmarks;
