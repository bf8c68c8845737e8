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
 * @param network what it is of: a hand-written network, by {@link Generator#name}, or a network
 *     that is imported from its graph
 * @param description what it was trained for
 * @param address where its publisher offers it
 * @param license what its publisher allows
 * @param source the downloaded file or folder, for {@code fude convert}
 * @param options what {@code fude convert} must be told beside it, or an empty text
 */
public record PublishedStyle(
    String name,
    String network,
    String description,
    String address,
    String license,
    String source,
    String options) {
  private static final String NO_OPTIONS = "";

  private static final String ORIGINAL = "https://github.com/TachibanaYoshino/AnimeGANv2";
  private static final String PORT = "https://github.com/bryandlee/animegan2-pytorch";
  private static final String FIRST = "https://github.com/TachibanaYoshino/AnimeGAN";
  private static final String CARTOON_GAN =
      "https://github.com/Yijunmaverick/CartoonGAN-Test-Pytorch-Torch";

  private static final String THIRD_COPY =
      "https://github.com/tuanmjnh/AnimeGANv3_Video/tree/main/resources";

  private static final String NON_COMMERCIAL =
      "non-commercial use only, see the licence section of the repository";
  private static final String OF_REPOSITORY =
      "the repository is under the MIT licence and names none for the weights";
  private static final String OF_THIRD =
      "non-commercial use only, see the licence section of TachibanaYoshino/AnimeGANv3";

  /** What is known, landscapes and faces first, enlargers last. */
  public static final List<PublishedStyle> ALL =
      List.of(
          original("hayao", "Hayao", "landscapes after The Wind Rises"),
          original("shinkai", "Shinkai", "landscapes after Your Name"),
          original("paprika", "Paprika", "landscapes after Paprika"),
          port("face_paint_512_v1", "portraits of 512 x 512"),
          port("face_paint_512_v2", "portraits of 512 x 512, sturdier"),
          port("celeba_distill", "portraits of 256 x 256, as in a webtoon"),
          third(
              "animeganv3_hayao", "Hayao_36_QUANTIZED_fp16.tflite", "after Hayao Miyazaki's films"),
          third("animeganv3_shinkai", "Shinkai_37.pb", "after Makoto Shinkai's films"),
          third("animeganv3_cute", "tiny_Cute.onnx", "faces, by a small and fast network"),
          first("animegan_hayao", "landscapes after Hayao Miyazaki's films"),
          cartoonGan("cartoongan_hayao", "Hayao", "after Hayao Miyazaki's films"),
          cartoonGan("cartoongan_hosoda", "Hosoda", "after Mamoru Hosoda's films"),
          cartoonGan("cartoongan_paprika", "Paprika", "after Paprika"),
          cartoonGan("cartoongan_shinkai", "Shinkai", "after Makoto Shinkai's films"),
          new PublishedStyle(
              "white_box",
              "White-box Cartoonization",
              "flat colours and clear edges",
              "https://github.com/kartikeyahl/white_box_cartoonization_js/tree/main/web-float16",
              "CC BY-NC-SA 4.0, of SystemErrorWang/White-box-Cartoonization",
              "web-float16/model.json",
              "--channels bgr"),
          new PublishedStyle(
              "rain_princess",
              "fast neural style",
              "a painting of rain in lamplight",
              "https://github.com/Baiyuetribe/ncnn-models",
              "BSD-3-Clause, of the ONNX model zoo and PyTorch's examples",
              "rain-princess-9.param",
              "--range 0..255"),
          new PublishedStyle(
              "animevideo_x4",
              "Real-ESRGAN's animevideov3",
              "no style: drawn pictures, four times as large",
              "https://github.com/k4yt3x/video2x/tree/master/models/realesrgan",
              "the repository of Real-ESRGAN is under BSD-3-Clause and names none for the weights",
              "realesr-animevideov3-x4.param",
              "--range 0..1"),
          new PublishedStyle(
              "upscaler",
              "UpscalerJS' default model",
              "no style: photographs, twice as large",
              "the npm package @upscalerjs/default-model, 1.0.0",
              "MIT",
              "default-model/models/model.json",
              "--range 0..1"));

  private static PublishedStyle original(String name, String style, String description) {
    String folder = "checkpoint/generator_" + style + "_weight";
    return new PublishedStyle(
        name,
        AnimeGanV2.GENERATOR.name(),
        description,
        ORIGINAL + "/tree/master/" + folder,
        NON_COMMERCIAL,
        "AnimeGANv2/" + folder,
        NO_OPTIONS);
  }

  private static PublishedStyle port(String name, String description) {
    return new PublishedStyle(
        name,
        AnimeGanV2.GENERATOR.name(),
        description,
        PORT + "/raw/main/weights/" + name + ".pt",
        OF_REPOSITORY,
        name + ".pt",
        NO_OPTIONS);
  }

  private static PublishedStyle first(String name, String description) {
    return new PublishedStyle(
        name,
        AnimeGanV1.GENERATOR.name(),
        description,
        FIRST + "/releases/tag/Haoyao-style_V1.0",
        NON_COMMERCIAL,
        "checkpoint/AnimeGAN_Hayao_lsgan_300_300_1_3_10",
        NO_OPTIONS);
  }

  private static PublishedStyle third(String name, String file, String description) {
    return new PublishedStyle(
        name, "animeganv3", description, THIRD_COPY, OF_THIRD, "AnimeGANv3_" + file, NO_OPTIONS);
  }

  private static PublishedStyle cartoonGan(String name, String style, String description) {
    return new PublishedStyle(
        name,
        CartoonGan.GENERATOR.name(),
        description,
        CARTOON_GAN + "/blob/master/pretrained_model/download_pth.sh",
        OF_REPOSITORY,
        style + "_net_G_float.pth",
        NO_OPTIONS);
  }

  /**
   * What makes it a style of one's own.
   *
   * @param folder where it goes
   * @return a command for the shell
   */
  public String convertCommand(StyleFolder folder) {
    String told = options.isEmpty() ? source : source + " " + options;
    return String.format("fude convert %s -o %s", told, quoted(folder.file(name).toString()));
  }

  /** As one word of a POSIX shell. */
  private static String quoted(String path) {
    return path.matches("[A-Za-z0-9_./:\\\\-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
  }
}
