package dev.fude.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTag;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import javax.imageio.ImageIO;
import javax.imageio.spi.IIORegistry;

/** What a library must not do to the program that embeds it. */
@ArchTag("one-jdk")
@AnalyzeClasses(packages = "dev.fude", importOptions = DoNotIncludeTests.class)
class LibraryMannersTest {
  private static final String[] LIBRARIES = {
    "dev.fude.core..",
    "dev.fude.model..",
    "dev.fude.ops..",
    "dev.fude.backend..",
    "dev.fude.painter..",
    "dev.fude.video..",
    "dev.fude.ffmpeg..",
    "dev.fude.style..",
    "dev.fude.converter.."
  };
  private static final String[] BELOW_PAINTER = {
    "dev.fude.core..",
    "dev.fude.model..",
    "dev.fude.ops..",
    "dev.fude.backend..",
    "dev.fude.style..",
    "dev.fude.converter.."
  };

  @ArchTest
  static final ArchRule nothingBelowPainterNeedsTheDesktop =
      noClasses()
          .that()
          .resideInAnyPackage(BELOW_PAINTER)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.awt..", "javax.imageio..", "javax.swing..");

  /** Whoever asks for a screen ends in an error where one is named that is gone. */
  @ArchTest
  static final ArchRule nobodyLooksForADisplay =
      noClasses()
          .that()
          .resideInAPackage("dev.fude..")
          .should()
          .dependOnClassesThat()
          .haveNameMatching("java\\.awt\\.(Graphics.*|Toolkit)");

  @ArchTest
  static final ArchRule librariesStayOffTheNetwork =
      noClasses()
          .that()
          .resideInAnyPackage(LIBRARIES)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.net..");

  @ArchTest
  static final ArchRule librariesDoNotPrint =
      noClasses()
          .that()
          .resideInAnyPackage(LIBRARIES)
          .or()
          .resideInAPackage("dev.fude.server..")
          .should(ACCESS_STANDARD_STREAMS);

  /**
   * The command alone may choose its JVM's locale: the JVM is its own. The JDK's HTTP server can be
   * told of its limits by properties alone; those that the program has set stay. On Spark nobody
   * but us can tell Image I/O of the plug-ins that came with the job.
   */
  @ArchTest
  static final ArchRule nobodyChangesWhatTheWholeProgramShares =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.fude.benchmarks..")
          .and()
          .doNotHaveFullyQualifiedName("dev.fude.server.http.JdkProperties")
          .and()
          .doNotHaveFullyQualifiedName("dev.fude.spark.PlugIns")
          .should()
          .callMethodWhere(nameIsOneOf(System.class, "setProperty", "setProperties"))
          .orShould()
          .callMethodWhere(nameIsOneOf(System.class, "clearProperty", "setOut", "setErr", "setIn"))
          .orShould()
          .callMethodWhere(nameIsOneOf(TimeZone.class, "setDefault"))
          .orShould()
          .callMethodWhere(nameIsOneOf(ImageIO.class, "setUseCache", "setCacheDirectory"))
          .orShould()
          .callMethodWhere(nameIsOneOf(ImageIO.class, "scanForPlugins"))
          .orShould()
          .callMethodWhere(nameIsOneOf(IIORegistry.class, "getDefaultInstance"))
          .orShould()
          .callMethodWhere(nameIsOneOf(Thread.class, "setDefaultUncaughtExceptionHandler"))
          .because("another thread of the program sees the change, or keeps what it saw for good");

  @ArchTest
  static final ArchRule librariesLeaveTheLocaleAlone =
      noClasses()
          .that()
          .resideInAnyPackage(LIBRARIES)
          .should()
          .callMethodWhere(nameIsOneOf(Locale.class, "setDefault"));

  private static DescribedPredicate<JavaMethodCall> nameIsOneOf(Class<?> owner, String... names) {
    return describe(
        owner.getSimpleName() + "." + String.join(", ", names),
        call ->
            call.getTargetOwner().isEquivalentTo(owner) && List.of(names).contains(call.getName()));
  }
}
