/**
 * The CUDA driver behind a thin interface: some thirty calls, each checked, and the one class that
 * knows JCuda.
 */
package dev.fude.backend.jcuda.driver;
