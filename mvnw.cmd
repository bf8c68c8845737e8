@echo off
rem Runs the Maven version pinned in .mvn\wrapper\maven-wrapper.properties, as the script mvnw does
rem elsewhere: on first use it is fetched by whatever Maven is on the PATH. Why it is done so:
rem docs\decisions\0001-maven-wrapper.md.
setlocal DisableDelayedExpansion

set "root=%~dp0"
for /f "usebackq eol=# tokens=1,2 delims==" %%k in ("%root%.mvn\wrapper\maven-wrapper.properties") do set "wrapper_%%k=%%l"
set "name=apache-maven-%wrapper_mavenVersion%"
if not defined MAVEN_USER_HOME set "MAVEN_USER_HOME=%USERPROFILE%\.m2"
set "home=%MAVEN_USER_HOME%\wrapper\dists\%name%\fude"

if not exist "%home%\bin\mvn.cmd" call :install
if not exist "%home%\bin\mvn.cmd" exit /b 1
call "%home%\bin\mvn.cmd" %*
exit /b %errorlevel%

:install
where mvn >nul 2>&1
if errorlevel 1 (
  >&2 echo mvnw: there is no Maven here to fetch Maven %wrapper_mavenVersion% with; install any Maven from 3.8 on and have mvn on the PATH.
  exit /b 1
)
>&2 echo mvnw: fetching Maven %wrapper_mavenVersion%, once
set "work=%home%-%RANDOM%%RANDOM%"
mkdir "%work%"
pushd "%work%"
call mvn -B -ntp -q org.apache.maven.plugins:maven-dependency-plugin:%wrapper_dependencyPluginVersion%:copy -Dartifact=org.apache.maven:apache-maven:%wrapper_mavenVersion%:zip:bin "-DoutputDirectory=%work%" >&2
set "zip=%work%\%name%-bin.zip"
powershell -NoProfile -Command "if ((Get-FileHash -Algorithm SHA512 $env:zip).Hash -ne $env:wrapper_mavenSha512) { exit 1 }; Expand-Archive $env:zip $env:work"
if errorlevel 1 (
  popd
  rmdir /s /q "%work%"
  >&2 echo mvnw: Maven %wrapper_mavenVersion% could not be fetched, or is not the one pinned in maven-wrapper.properties.
  exit /b 1
)
popd
move "%work%\%name%" "%home%" >nul
rmdir /s /q "%work%"
exit /b 0
