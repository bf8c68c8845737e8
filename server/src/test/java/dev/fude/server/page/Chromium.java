package dev.fude.server.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * The operating system's Chromium, with a camera that sees a test picture. Browser and driver are
 * named by path, so that nothing is looked for or downloaded: by the properties {@code
 * fude.chromium} and {@code fude.chromedriver}, or where Debian has them. Screenshots are left in
 * {@code target/screenshots}, to be looked at.
 */
final class Chromium implements AutoCloseable {
  private static final Path BROWSER =
      Path.of(System.getProperty("fude.chromium", "/usr/bin/chromium"));
  private static final Path DRIVER =
      Path.of(System.getProperty("fude.chromedriver", "/usr/bin/chromedriver"));
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration LOOK = Duration.ofMillis(50);

  private final Path folder;
  private final ChromeDriver driver;

  private Chromium(Path folder, ChromeDriver driver) {
    this.folder = folder;
    this.driver = driver;
  }

  /**
   * Starts it, or skips the test where there is none.
   *
   * @param folder for the photographs of whoever sits in front of it
   */
  static Chromium start(Path folder) {
    assumeThat(Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER))
        .as("needs Chromium: install chromium and chromium-driver (%s, %s)", BROWSER, DRIVER)
        .isTrue();
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build();
    ChromeOptions options = new ChromeOptions().setBinary(BROWSER.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream");
    return new Chromium(folder, new ChromeDriver(service, options));
  }

  @Override
  public void close() {
    driver.quit();
  }

  ChromeDriver driver() {
    return driver;
  }

  /** Opens the page as somebody new. */
  void show(InetSocketAddress server) {
    driver.manage().deleteAllCookies();
    driver.get("about:blank"); // else an address with another fragment would load nothing
    driver.get("http://127.0.0.1:" + server.getPort() + "/");
  }

  WebElement find(String id) {
    return driver.findElement(By.id(id));
  }

  Path write(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content).toAbsolutePath();
  }

  void choose(String name, byte[] content) throws IOException {
    find("picture").sendKeys(write(name, content).toString());
  }

  void click(String id) {
    find(id).click();
  }

  Object script(String script) {
    return driver.executeScript(script);
  }

  /** What is said, be it to be seen or only aloud. */
  String words(String id) {
    return find(id).getDomProperty("textContent");
  }

  void until(String id, String words) {
    new WebDriverWait(driver, PATIENCE, LOOK)
        .withMessage(() -> id + " is \"" + words(id) + "\" and not \"" + words + "\"")
        .until(any -> words(id).contains(words));
  }

  void untilShown(String selector) {
    new WebDriverWait(driver, PATIENCE, LOOK)
        .withMessage(selector + " is not shown")
        .until(
            any ->
                driver.findElements(By.cssSelector(selector)).stream()
                    .anyMatch(WebElement::isDisplayed));
  }

  void untilTrue(String script) {
    new WebDriverWait(driver, PATIENCE, LOOK)
        .withMessage(script)
        .until(any -> (Boolean) driver.executeScript("return " + script));
  }

  /** Lets a file fall on the middle of something. */
  void drop(String id, Path file) {
    WebElement target = find(id);
    int x = target.getRect().getX() + target.getRect().getWidth() / 2;
    int y = target.getRect().getY() + target.getRect().getHeight() / 2;
    Map<String, Object> data =
        Map.of("items", List.of(), "files", List.of(file.toString()), "dragOperationsMask", 1);
    for (String type : List.of("dragEnter", "dragOver", "drop")) {
      driver.executeCdpCommand(
          "Input.dispatchDragEvent", Map.of("type", type, "x", x, "y", y, "data", data));
    }
  }

  void allowScripts(boolean allowed) {
    driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !allowed));
  }

  /** Sets the window's width, and the colours that its user likes. */
  private void look(int width, String scheme) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 500));
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", scheme),
                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
  }

  /**
   * At both widths and in both schemes: a picture to be looked at, nothing cut off, and no barrier.
   * All rules against barriers are tried in the light; in the dark only colours are others.
   */
  void isFitForAll(String name) throws IOException {
    isFit(name, 360, "light");
    isFit(name, 360, "dark");
    isFit(name, 1280, "dark");
    hasNoBarrier(name + " in the dark", axe().withOnlyRules(List.of("color-contrast")));
    isFit(name, 1280, "light");
    hasNoBarrier(name, axe());
  }

  private void isFit(String name, int width, String scheme) throws IOException {
    look(width, scheme);
    Files.createDirectories(SCREENSHOTS);
    Files.write(
        SCREENSHOTS.resolve(String.format("%s-%d-%s.png", name, width, scheme)),
        driver.getScreenshotAs(OutputType.BYTES));
    assertThat(script("return document.documentElement.scrollWidth"))
        .as("columns at %d", width)
        .isIn((long) width, width - 15L); // with a bar to scroll by, or without
  }

  /** In the page itself: without frames there is no need of a tab to put results together. */
  private static AxeBuilder axe() {
    return new AxeBuilder().setLegacyMode();
  }

  private void hasNoBarrier(String name, AxeBuilder axe) {
    List<Rule> barriers = axe.analyze(driver).getViolations();
    assertThat(barriers).as("%s: %s", name, barriers).isEmpty();
  }
}
