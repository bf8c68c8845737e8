package dev.fude.server.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import dev.fude.painter.Painter;
import dev.fude.server.Browserless;
import dev.fude.server.PacedBackend;
import dev.fude.server.Photos;
import dev.fude.server.PictureServer;
import dev.fude.server.ServerOptions;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * The page in the operating system's Chromium. Browser and driver are named by path, so that
 * nothing is looked for or downloaded: by the properties {@code fude.chromium} and {@code
 * fude.chromedriver}, or where Debian has them. Screenshots are left in {@code target/screenshots},
 * to be looked at.
 */
@Tag("browser")
@Tag("one-jdk")
class BrowserTest {
  private static final Path BROWSER =
      Path.of(System.getProperty("fude.chromium", "/usr/bin/chromium"));
  private static final Path DRIVER =
      Path.of(System.getProperty("fude.chromedriver", "/usr/bin/chromedriver"));
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir static Path folder;
  private static PictureServer server;
  private static InetSocketAddress address;
  private static ChromeDriver browser;

  @BeforeAll
  static void start() throws Exception {
    assumeThat(Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER))
        .as("needs Chromium: install chromium and chromium-driver (%s, %s)", BROWSER, DRIVER)
        .isTrue();
    Map<String, Painter> styles = new LinkedHashMap<>();
    styles.put("turned", PacedBackend.painter(6000)); // 500 x 400: somewhat more than a second
    styles.put("quick", PacedBackend.painter(1));
    server = new PictureServer(styles, patient(Duration.ofMinutes(10)));
    address = server.listen(Browserless.anyPort());
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build();
    ChromeOptions options = new ChromeOptions().setBinary(BROWSER.toFile());
    options.addArguments(
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage");
    browser = new ChromeDriver(service, options);
  }

  /** However busy the machine is that runs this. */
  private static ServerOptions patient(Duration longestWait) {
    ServerOptions.Photographs usual = ServerOptions.DEFAULTS.photographs();
    return new ServerOptions(
        new ServerOptions.Turns(1, longestWait, 4),
        new ServerOptions.Photographs(
            usual.mostBytes(), usual.mostPixels(), Duration.ofMinutes(10), usual.heldBytes()),
        new ServerOptions.Addresses(1000, 1000),
        Set.of(),
        "");
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.quit();
    }
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void open() {
    browser.manage().deleteAllCookies();
    show(address);
    look(1280, "light");
  }

  private static void show(InetSocketAddress server) {
    browser.get("about:blank");
    browser.get("http://127.0.0.1:" + server.getPort() + "/");
  }

  private static WebElement find(String id) {
    return browser.findElement(By.id(id));
  }

  private static void choose(String name, byte[] content) throws IOException {
    File file = Files.write(folder.resolve(name), content).toFile();
    find("picture").sendKeys(file.getAbsolutePath());
  }

  private static void until(String id, String words) {
    new WebDriverWait(browser, PATIENCE, Duration.ofMillis(50))
        .withMessage(() -> id + " is \"" + words(id) + "\" and not \"" + words + "\"")
        .until(driver -> words(id).contains(words));
  }

  /** What is said, be it to be seen or only aloud. */
  private static String words(String id) {
    return find(id).getDomProperty("textContent");
  }

  private static void untilShown(String id) {
    new WebDriverWait(browser, PATIENCE, Duration.ofMillis(50))
        .withMessage(id + " is not shown")
        .until(driver -> find(id).isDisplayed());
  }

  /** Sets the window's width, and the colours that its user likes. */
  private static void look(int width, String scheme) {
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 500));
    browser.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", scheme),
                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
  }

  /** At both widths and in both schemes: a picture to be looked at, nothing cut off, no barrier. */
  private static void isFitForAll(String name) throws IOException {
    Files.createDirectories(SCREENSHOTS);
    for (int width : new int[] {360, 1280}) {
      for (String scheme : List.of("light", "dark")) {
        look(width, scheme);
        byte[] shot = browser.getScreenshotAs(OutputType.BYTES);
        Files.write(SCREENSHOTS.resolve(String.format("%s-%d-%s.png", name, width, scheme)), shot);
        assertThat(browser.executeScript("return document.documentElement.scrollWidth"))
            .as("columns at %d", width)
            .isIn((long) width, width - 15L); // with a bar to scroll by, or without
      }
    }
    for (String scheme : List.of("dark", "light")) {
      look(1280, scheme);
      List<Rule> barriers = new AxeBuilder().analyze(browser).getViolations();
      assertThat(barriers).as("%s, %s: %s", name, scheme, barriers).isEmpty();
    }
  }

  @Test
  void photographIsChosenPaintedComparedAndPaintedAgain() throws Exception {
    isFitForAll("start");
    choose("noise.png", Photos.png(500, 400, 1));
    until("outlook", "to paint");
    find("paint").click();
    until("place", "Being painted");
    assertThat(find("cancel").isDisplayed()).isTrue();
    assertThat(words("status")).contains("Being painted");
    untilShown("result");

    assertThat(browser.switchTo().activeElement().getAttribute("id")).isEqualTo("result-title");
    assertThat(find("download").getDomProperty("href")).contains("/picture");
    WebElement split = find("split");
    split.sendKeys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
    assertThat(split.getDomAttribute("aria-valuetext")).isEqualTo("48 % painting");
    assertThat(browser.executeScript("return compare.style.getPropertyValue('--split')"))
        .isEqualTo("52%");
    browser.findElement(By.cssSelector("#again-styles button")).click();
    until("result-title", "Your picture, in quick");
    assertThat(browser.findElements(By.cssSelector("#gallery img"))).hasSize(2);
    isFitForAll("result");
  }

  @Test
  void aTicketSurvivesReloadAndASecondTabAndIsCancelled() throws Exception {
    Browserless other = Browserless.at(address);
    String before = other.join(Photos.flat(2400, 2000)); // half a minute
    choose("noise.png", Photos.png(500, 400, 2));
    find("paint").click();
    until("place", "Yours is next");
    isFitForAll("waiting");

    browser.navigate().refresh();
    until("place", "Yours is next");
    String first = browser.getWindowHandle();
    String ticket = browser.getCurrentUrl();
    browser.switchTo().newWindow(WindowType.TAB);
    browser.get(ticket);
    until("place", "Yours is next");

    find("cancel").click();
    until("status", "You cancelled it.");
    browser.close();
    browser.switchTo().window(first);
    until("status", "You cancelled it.");
    other.send("DELETE", before, null);
  }

  @Test
  void whatIsNoPhotographIsSaid() throws Exception {
    choose("phone.heic", Photos.heic());
    find("paint").click();
    until("status", "The photograph is a HEIC picture");
    choose("words.txt", "Just some words.".getBytes(StandardCharsets.UTF_8));
    find("paint").click();
    until("status", "is not a picture");
    isFitForAll("refused");
  }

  @Test
  void refusedBeforeJoining_andToldThatTheServerIsGone() throws Exception {
    ServerOptions options = patient(Duration.ofSeconds(1));
    Map<String, Painter> styles = Map.of("turned", PacedBackend.painter(6000));
    PictureServer busy = new PictureServer(styles, options);
    try {
      InetSocketAddress there = busy.listen(Browserless.anyPort());
      Browserless other = Browserless.at(there);
      String before = other.join(Photos.flat(1500, 1000)); // nine seconds
      show(there);
      choose("noise.png", Photos.png(100, 100, 3));
      until("outlook", "You would wait");
      assertThat(find("paint").isEnabled()).isFalse();
      assertThat(words("outlook")).contains("come back in");

      other.send("DELETE", before, null);
      until("outlook", "No wait");
      assertThat(find("paint").isEnabled()).isTrue();
    } finally {
      busy.close();
    }
    find("paint").click();
    until("status", "The server cannot be reached.");
  }
}
