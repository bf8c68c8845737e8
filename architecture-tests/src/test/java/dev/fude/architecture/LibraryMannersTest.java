package dev.fude.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What a library must not do to the program that embeds it. */
@AnalyzeClasses(packages = "dev.fude", importOptions = DoNotIncludeTests.class)
class LibraryMannersTest {
  private static final String[] LIBRARIES = {
    "dev.fude.core..",
    "dev.fude.ops..",
    "dev.fude.backend..",
    "dev.fude.painter..",
    "dev.fude.converter.."
  };
  private static final String[] BELOW_PAINTER = {
    "dev.fude.core..", "dev.fude.ops..", "dev.fude.backend..", "dev.fude.converter.."
  };

  @ArchTest
  static final ArchRule nothingBelowAnimeganNeedsTheDesktop =
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
      noClasses().that().resideInAnyPackage(LIBRARIES).should(ACCESS_STANDARD_STREAMS);
}
