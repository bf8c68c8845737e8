/** What tests of every module share: reference material, seeded tensors, op cases, assertions. */
package dev.fude.testkit;
