@echo off
rem Runs the fude command from a checkout, as the script fude does elsewhere: builds it on first use,
rem and passes the options that make it start fast and small, but for an archive of classes. A build
rem that is older than the sources is made anew by deleting cli\target.
rem
rem   FUDE_JAVA_HOME   the Java to use instead of JAVA_HOME, or of the one on the PATH
rem   FUDE_JAVA_OPTS   more options for the JVM, such as -Xmx4g; they win over those passed here
rem   FUDE_CLASS_PATH  more jars for the class path, such as a writer of WebP
setlocal DisableDelayedExpansion

set "root=%~dp0"
rem In quotes, since names of folders may hold what means something to this shell.
if not "%root:!\=%"=="%root%" (
  >&2 echo fude: a folder's name in "%root%" ends with !, behind which Java finds no jar; rename it.
  exit /b 1
)

set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
if defined FUDE_JAVA_HOME set "java=%FUDE_JAVA_HOME%\bin\java"

rem Commands that compute nothing need no module for the SIMD kernels, which costs 50 ms.
set "vector_module="
if "%~1"=="styles" goto :chosen
if "%~1"=="convert" goto :chosen
if "%~1"=="--help" goto :chosen
if "%~1"=="--version" goto :chosen
"%java%" --add-modules jdk.incubator.vector -version >nul 2>&1
if not errorlevel 1 set "vector_module=--add-modules jdk.incubator.vector"
:chosen
"%java%" -version >nul 2>&1
if errorlevel 1 (
  >&2 echo fude: no Java was found; install a JDK of 17 or newer, or set JAVA_HOME to one.
  exit /b 1
)

if not exist "%root%cli\target\lib\" (
  >&2 echo fude: building ^(first use, about a minute^) ...
  pushd "%root%"
  call mvnw.cmd -q -ntp -B package -pl cli -am -DskipTests -Dmaven.test.skip=true -Dmaven.source.skip=true -Dfude.werror=false >&2
  if errorlevel 1 (
    popd
    >&2 echo fude: the build failed, see above.
    exit /b 1
  )
  popd
)

rem Uncompiled kernels' vectors are gigabytes of objects: a small young generation takes them in half the
rem memory, and faster. Java refuses two collectors: whoever names one gets that.
set "collector=-XX:+UseSerialGC -XX:NewSize=32m -XX:MaxNewSize=32m"
set FUDE_JAVA_OPTS 2>nul | findstr /r /c:"-XX:+Use[A-Za-z0-9]*GC" >nul && set "collector="
set JAVA_TOOL_OPTIONS 2>nul | findstr /r /c:"-XX:+Use[A-Za-z0-9]*GC" >nul && set "collector="
set JDK_JAVA_OPTIONS 2>nul | findstr /r /c:"-XX:+Use[A-Za-z0-9]*GC" /c:"@" >nul && set "collector="

rem Loops are compiled with their methods, not before: twice was a tenth of a picture's time. So was what
rem long methods took that were compiled once more in each of their callers.
rem Whether standard error is a terminal cannot be asked here: no progress bar.
"%java%" %vector_module% --enable-native-access=ALL-UNNAMED -XX:MaxRAMPercentage=70 -XX:Tier4BackEdgeThreshold=400000 -XX:FreqInlineSize=50 %collector% -Dfude.terminal=false %FUDE_JAVA_OPTS% -cp "%root%cli\target\lib\*;%FUDE_CLASS_PATH%" dev.fude.cli.Main %*
exit /b %errorlevel%
