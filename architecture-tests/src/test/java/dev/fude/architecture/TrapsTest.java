package dev.fude.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTag;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;

/** Calls that compile, pass most tests, and are wrong; each with the reason. */
@ArchTag("one-jdk")
@AnalyzeClasses(packages = "dev.fude", importOptions = DoNotIncludeTests.class)
class TrapsTest {
  @ArchTest
  static final ArchRule randomNumbersHaveASeed =
      noClasses()
          .should()
          .callConstructor(Random.class)
          .orShould()
          .callConstructor(SplittableRandom.class)
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(ThreadLocalRandom.class)
          .because("a picture, a test or a measurement that cannot be repeated proves nothing");

  /**
   * A product and a sum rounded once are other bits than rounded twice. In the fast kernels it is
   * meant, and as fast as a product.
   */
  @ArchTest
  static final ArchRule fusedMultiplyAddIsForFastKernels =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.fude.ops.simd..", "dev.fude.ops.loops..")
          .should(callMethod(Math.class, "fma", float.class, float.class, float.class))
          .orShould(callMethod(Math.class, "fma", double.class, double.class, double.class))
          .because("the specification rounds every product; without hardware it takes BigDecimals");

  @ArchTest
  static final ArchRule lanesAreNotReduced =
      noClasses()
          .should()
          .callMethodWhere(target(name("reduceLanes")))
          .because("its order is not defined: other bits before and after C2 has compiled it");

  @ArchTest
  static final ArchRule nobodyReadsJavaObjects =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.io.ObjectInputStream")
          .because("a hostile file would choose which classes are made, and what they run");

  @ArchTest
  static final ArchRule lettersHaveNoCountry =
      noClasses()
          .should()
          .callMethod(String.class, "toLowerCase")
          .orShould()
          .callMethod(String.class, "toUpperCase")
          .orShould(callMethod(Locale.class, "getDefault"))
          .because("in Turkish TITLE becomes t\u0131tle, so names of ops, rules and files differ");

  /** Sentences for people hold whole numbers and names; numbers with a point need a locale. */
  @ArchTest
  static final ArchRule numbersInFilesHaveAPoint =
      noClasses()
          .that()
          .haveSimpleNameEndingWith("Writer")
          .or()
          .haveSimpleNameEndingWith("Json")
          .or()
          .haveSimpleName("Metadata")
          .should()
          .callMethod(String.class, "format", String.class, Object[].class)
          .orShould()
          .callMethod(String.class, "formatted", Object[].class)
          .because("in German 1.5 is written 1,5, and in Arabic with other digits");

  @ArchTest
  static final ArchRule textHasACharset =
      noClasses()
          .should()
          .callMethod(String.class, "getBytes")
          .orShould()
          .callConstructor(String.class, byte[].class)
          .orShould()
          .callConstructor(java.io.FileReader.class, String.class)
          .orShould()
          .callConstructor(java.io.FileWriter.class, String.class)
          .because("on JDK 17 it would be the machine's own");

  @ArchTest
  static final ArchRule programsAloneEndTheJvm =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("dev.fude.cli.Main")
          .and()
          .doNotHaveFullyQualifiedName("dev.fude.spark.StylizeJob")
          .should()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "halt", int.class)
          .because("a server would end with it, and a test could not see the failure");
}
