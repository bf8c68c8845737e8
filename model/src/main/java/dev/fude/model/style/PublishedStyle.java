package dev.fude.model.style;

import java.util.List;

/**
 * Weights that others publish, and what turns them into a style of the user's own.
 *
 * @param name what it would be called here
 * @param description what it was trained for
 * @param address where its publisher offers it
 * @param license what its publisher allows
 * @param source the downloaded file or folder, for {@code fude convert}
 */
public record PublishedStyle(
    String name, String description, String address, String license, String source) {
  private static final String ORIGINAL = "https://github.com/TachibanaYoshino/AnimeGANv2";
  private static final String PORT = "https://github.com/bryandlee/animegan2-pytorch";

  private static final String NON_COMMERCIAL =
      "non-commercial use only, see the licence section of the repository";
  private static final String OF_REPOSITORY =
      "the repository is under the MIT licence and names none for the weights";

  /** What is known, those by the inventors of the architecture first. */
  public static final List<PublishedStyle> ALL =
      List.of(
          original("hayao", "Hayao", "landscapes after The Wind Rises"),
          original("shinkai", "Shinkai", "landscapes after Your Name"),
          original("paprika", "Paprika", "landscapes after Paprika"),
          port("face_paint_512_v1", "portraits of 512 x 512"),
          port("face_paint_512_v2", "portraits of 512 x 512, sturdier"),
          port("celeba_distill", "portraits of 256 x 256, as in a webtoon"));

  private static PublishedStyle original(String name, String style, String description) {
    String folder = "checkpoint/generator_" + style + "_weight";
    return new PublishedStyle(
        name,
        description,
        ORIGINAL + "/tree/master/" + folder,
        NON_COMMERCIAL,
        "AnimeGANv2/" + folder);
  }

  private static PublishedStyle port(String name, String description) {
    return new PublishedStyle(
        name, description, PORT + "/raw/main/weights/" + name + ".pt", OF_REPOSITORY, name + ".pt");
  }

  /**
   * What makes it a style of one's own.
   *
   * @param folder where it goes
   * @return a command for the shell
   */
  public String convertCommand(StyleFolder folder) {
    return String.format("fude convert %s -o %s", source, quoted(folder.file(name).toString()));
  }

  /** As one word of a POSIX shell. */
  private static String quoted(String path) {
    return path.matches("[A-Za-z0-9_./:\\\\-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
  }
}
