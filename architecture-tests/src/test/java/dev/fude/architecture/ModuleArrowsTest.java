package dev.fude.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTag;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may depend on whom: the arrows between the modules, and between the packages in them. */
@ArchTag("one-jdk")
@AnalyzeClasses(packages = "dev.fude", importOptions = DoNotIncludeTests.class)
class ModuleArrowsTest {
  private static final String CORE = "dev.fude.core..";
  private static final String MODEL = "dev.fude.model..";
  private static final String OPS = "dev.fude.ops..";
  private static final String SCALAR = "dev.fude.ops.scalar..";
  private static final String ROWS = "dev.fude.ops.rows..";
  private static final String SIMD = "dev.fude.ops.simd..";
  private static final String LOOPS = "dev.fude.ops.loops..";
  private static final String JCUDA_BACKEND = "dev.fude.backend.jcuda..";
  private static final String CUDA_DRIVER = "dev.fude.backend.jcuda.driver..";
  private static final String JCUDA = "jcuda..";
  private static final String PAINTER = "dev.fude.painter..";
  private static final String SERVER = "dev.fude.server..";
  private static final String SERVER_HTTP = "dev.fude.server.http..";
  private static final String JDK_SERVER = "com.sun.net.httpserver..";
  private static final String VIDEO = "dev.fude.video..";
  private static final String VIDEO_FFMPEG = "dev.fude.ffmpeg..";
  private static final String SPARK = "dev.fude.spark..";
  private static final String STYLE_INK = "dev.fude.style.ink..";
  private static final String CONVERTER = "dev.fude.converter..";
  private static final String CLI = "dev.fude.cli..";
  private static final String TESTKIT = "dev.fude.testkit..";
  private static final String VECTOR_API = "jdk.incubator.vector..";
  private static final String JVM_OPTIONS = "com.sun.management.."; // of the JDK, optional

  private static final DescribedPredicate<JavaClass> IN_JAVA_BASE =
      describe("are in the module java.base", ModuleArrowsTest::isInJavaBase);

  @ArchTest
  static final ArchRule coreDependsOnJavaBaseAlone =
      classes()
          .that()
          .resideInAPackage(CORE)
          .should()
          .onlyDependOnClassesThat(resideInAPackage(CORE).or(IN_JAVA_BASE));

  @ArchTest
  static final ArchRule modelDependsOnCoreAlone =
      classes()
          .that()
          .resideInAPackage(MODEL)
          .should()
          .onlyDependOnClassesThat(resideInAnyPackage(MODEL, CORE).or(IN_JAVA_BASE));

  @ArchTest
  static final ArchRule opsDependsOnCoreAlone =
      classes()
          .that()
          .resideInAPackage(OPS)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(OPS, CORE, VECTOR_API, JVM_OPTIONS, "java..");

  @ArchTest
  static final ArchRule jcudaBackendDependsOnCoreAlone =
      classes()
          .that()
          .resideInAPackage(JCUDA_BACKEND)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(JCUDA_BACKEND, CORE, JCUDA, "java..");

  @ArchTest
  static final ArchRule jcudaIsKnownBehindTheDriverInterfaceAlone =
      noClasses()
          .that()
          .resideOutsideOfPackage(CUDA_DRIVER)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(JCUDA);

  @ArchTest
  static final ArchRule weightsConverterDependsOnCoreAndModelAlone =
      classes()
          .that()
          .resideInAPackage(CONVERTER)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              CONVERTER,
              MODEL,
              CORE,
              "com.fasterxml.jackson.core..",
              "com.google.flatbuffers..",
              "com.google.protobuf..",
              "java..");

  @ArchTest
  static final ArchRule painterReachesBackendsThroughTheSpiOnly =
      noClasses()
          .that()
          .resideInAPackage(PAINTER)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(OPS, JCUDA_BACKEND, STYLE_INK, CONVERTER, SERVER, CLI, TESTKIT);

  @ArchTest
  static final ArchRule serverKnowsPainterAndJdkAlone =
      classes()
          .that()
          .resideInAPackage(SERVER)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(SERVER, PAINTER, CORE, MODEL, JDK_SERVER, "java..", "javax.crypto..");

  @ArchTest
  static final ArchRule handlersDoNotKnowWhoseServerTheyAreMountedIn =
      noClasses()
          .that()
          .resideOutsideOfPackage(SERVER_HTTP)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(JDK_SERVER);

  @ArchTest
  static final ArchRule videoDependsOnPainterAndBelowAlone =
      classes()
          .that()
          .resideInAPackage(VIDEO)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(VIDEO, PAINTER, MODEL, CORE, "java..", "javax.imageio..");

  @ArchTest
  static final ArchRule videoFfmpegKnowsVideoAndJavaCppAlone =
      classes()
          .that()
          .resideInAPackage(VIDEO_FFMPEG)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(VIDEO_FFMPEG, VIDEO, "org.bytedeco..", "java..");

  @ArchTest
  static final ArchRule onlyTheCommandLineKnowsVideo =
      noClasses()
          .that()
          .resideOutsideOfPackages(VIDEO, VIDEO_FFMPEG, CLI)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(VIDEO);

  @ArchTest
  static final ArchRule sparkDependsOnPainterAndBelowAlone =
      classes()
          .that()
          .resideInAPackage(SPARK)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              SPARK,
              PAINTER,
              MODEL,
              CORE,
              "org.apache.spark..",
              "org.apache.hadoop..",
              "org.slf4j..",
              "scala..",
              "picocli..",
              "java..",
              "javax.imageio..");

  @ArchTest
  static final ArchRule nothingElseKnowsSpark =
      noClasses()
          .that()
          .resideOutsideOfPackage(SPARK)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SPARK, "org.apache.spark..", "org.apache.hadoop..");

  /** So that it serves engines that have neither. */
  @ArchTest
  static final ArchRule thePictureFunctionDoesNotKnowItsEngine =
      noClasses()
          .that()
          .haveNameMatching(
              "dev\\.fude\\.spark\\.(PictureFunction|PaintedModel|Painters|PlugIns).*")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache..", "org.slf4j..", "scala..");

  @ArchTest
  static final ArchRule styleInkKnowsTheModelAlone =
      classes()
          .that()
          .resideInAPackage(STYLE_INK)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(STYLE_INK, "dev.fude.model.style", "java..");

  @ArchTest
  static final ArchRule nothingDependsOnTheCommandLine =
      noClasses()
          .that()
          .resideOutsideOfPackage(CLI)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(CLI);

  @ArchTest
  static final ArchRule testkitStaysInTests =
      noClasses()
          .that()
          .resideOutsideOfPackage(TESTKIT)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(TESTKIT, "org.junit..", "org.assertj..");

  @ArchTest
  static final ArchRule scalarDoesNotKnowTheFastKernels =
      noClasses()
          .that()
          .resideInAPackage(SCALAR)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ROWS, SIMD, LOOPS);

  @ArchTest
  static final ArchRule rowKernelsKnowNoProvider =
      noClasses()
          .that()
          .resideInAPackage(ROWS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SCALAR, SIMD, LOOPS);

  @ArchTest
  static final ArchRule loopsKnowNoOtherProvider =
      noClasses()
          .that()
          .resideInAPackage(LOOPS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SCALAR, SIMD);

  @ArchTest
  static final ArchRule simdKnowsNoOtherProvider =
      noClasses()
          .that()
          .resideInAPackage(SIMD)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SCALAR, LOOPS);

  @ArchTest
  static final ArchRule vectorApiIsUsedBySimdAlone =
      noClasses()
          .that()
          .resideOutsideOfPackage(SIMD)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(VECTOR_API);

  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices().matching("dev.fude.(**)").should().beFreeOfCycles();

  private static boolean isInJavaBase(JavaClass type) {
    return type.getPackageName().startsWith("java.")
        && type.reflect().getModule() == Object.class.getModule();
  }
}
