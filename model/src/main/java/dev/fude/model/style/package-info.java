/**
 * Models by name: {@link dev.fude.model.style.Styles} finds one that is built in, or one in the
 * user's folder; {@link dev.fude.model.style.PublishedStyle} tells which others publish.
 */
package dev.fude.model.style;
