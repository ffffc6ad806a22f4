@echo off
rem The same as `make run`, for Windows. Not tested there yet.
cd /d "%~dp0"
set PYTHONUTF8=1
chcp 65001 >nul
where py >nul 2>nul
if %errorlevel%==0 (py -3 -m tools.run %*) else (python -m tools.run %*)
if errorlevel 1 pause
