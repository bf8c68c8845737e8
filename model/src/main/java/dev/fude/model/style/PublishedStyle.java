package dev.fude.model.style;

import dev.fude.model.generator.AnimeGanV1;
import dev.fude.model.generator.AnimeGanV2;
import dev.fude.model.generator.CartoonGan;
import dev.fude.model.generator.Generator;
import java.util.List;

/**
 * Weights that others publish, and what turns them into a style of the user's own.
 *
 * @param name what it would be called here
 * @param network the hand-written network that it is of, by {@link Generator#name}
 * @param description what it was trained for
 * @param address where its publisher offers it
 * @param license what its publisher allows
 * @param source the downloaded file or folder, for {@code fude convert}
 */
public record PublishedStyle(
    String name,
    String network,
    String description,
    String address,
    String license,
    String source) {
  private static final String ORIGINAL = "https://github.com/TachibanaYoshino/AnimeGANv2";
  private static final String PORT = "https://github.com/bryandlee/animegan2-pytorch";
  private static final String FIRST = "https://github.com/TachibanaYoshino/AnimeGAN";
  private static final String CARTOON_GAN =
      "https://github.com/Yijunmaverick/CartoonGAN-Test-Pytorch-Torch";

  private static final String NON_COMMERCIAL =
      "non-commercial use only, see the licence section of the repository";
  private static final String OF_REPOSITORY =
      "the repository is under the MIT licence and names none for the weights";

  /** What is known, those by the inventors of the newest architecture first. */
  public static final List<PublishedStyle> ALL =
      List.of(
          original("hayao", "Hayao", "landscapes after The Wind Rises"),
          original("shinkai", "Shinkai", "landscapes after Your Name"),
          original("paprika", "Paprika", "landscapes after Paprika"),
          port("face_paint_512_v1", "portraits of 512 x 512"),
          port("face_paint_512_v2", "portraits of 512 x 512, sturdier"),
          port("celeba_distill", "portraits of 256 x 256, as in a webtoon"),
          first("animegan_hayao", "landscapes after Hayao Miyazaki's films"),
          cartoonGan("cartoongan_hayao", "Hayao", "after Hayao Miyazaki's films"),
          cartoonGan("cartoongan_hosoda", "Hosoda", "after Mamoru Hosoda's films"),
          cartoonGan("cartoongan_paprika", "Paprika", "after Paprika"),
          cartoonGan("cartoongan_shinkai", "Shinkai", "after Makoto Shinkai's films"));

  private static PublishedStyle original(String name, String style, String description) {
    String folder = "checkpoint/generator_" + style + "_weight";
    return new PublishedStyle(
        name,
        AnimeGanV2.GENERATOR.name(),
        description,
        ORIGINAL + "/tree/master/" + folder,
        NON_COMMERCIAL,
        "AnimeGANv2/" + folder);
  }

  private static PublishedStyle port(String name, String description) {
    return new PublishedStyle(
        name,
        AnimeGanV2.GENERATOR.name(),
        description,
        PORT + "/raw/main/weights/" + name + ".pt",
        OF_REPOSITORY,
        name + ".pt");
  }

  private static PublishedStyle first(String name, String description) {
    return new PublishedStyle(
        name,
        AnimeGanV1.GENERATOR.name(),
        description,
        FIRST + "/releases/tag/Haoyao-style_V1.0",
        NON_COMMERCIAL,
        "checkpoint/AnimeGAN_Hayao_lsgan_300_300_1_3_10");
  }

  private static PublishedStyle cartoonGan(String name, String style, String description) {
    return new PublishedStyle(
        name,
        CartoonGan.GENERATOR.name(),
        description,
        CARTOON_GAN + "/blob/master/pretrained_model/download_pth.sh",
        OF_REPOSITORY,
        style + "_net_G_float.pth");
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
