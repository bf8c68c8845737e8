/** The web page: one HTML, one style sheet, one script, and what works without the script. */
package dev.fude.server.page;
