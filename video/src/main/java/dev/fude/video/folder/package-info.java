/**
 * Folders of pictures: {@link dev.fude.video.folder.FolderSource} and {@link
 * dev.fude.video.folder.FolderSink}.
 */
package dev.fude.video.folder;
