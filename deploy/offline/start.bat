@echo off
rem Starts Mangomoment: finds a Python that suits, which does the rest.
setlocal
title Mangomoment
chcp 65001 >nul
set PYTHON_MANAGER_AUTOMATIC_INSTALL=false
set "FILES=%~dp0files"
if not exist "%FILES%\launch.py" goto packed

set VERSION=
set PYTHON="%FILES%\python\python.exe"
if exist %PYTHON% goto run
set PYTHON=py
set VERSION=-3.14
py %VERSION% "%FILES%\suits.py" >nul 2>nul
if not errorlevel 1 goto run
set VERSION=-3.13
py %VERSION% "%FILES%\suits.py" >nul 2>nul
if not errorlevel 1 goto run
set VERSION=-3.12
py %VERSION% "%FILES%\suits.py" >nul 2>nul
if not errorlevel 1 goto run
set VERSION=-3.11
py %VERSION% "%FILES%\suits.py" >nul 2>nul
if not errorlevel 1 goto run
set VERSION=
set PYTHON=python
python "%FILES%\suits.py" >nul 2>nul
if not errorlevel 1 goto run
type "%FILES%\no-python.txt"
pause
exit /b 1

:run
%PYTHON% %VERSION% "%FILES%\launch.py"
if errorlevel 1 pause
exit /b

:packed
echo.
echo Unpack the zip file first: right-click it, "Extract all". Then start from the unpacked folder.
echo Pak eerst het zipbestand uit: rechtsklik, "Alles uitpakken". Start dan vanuit de uitgepakte map.
echo Commencez par extraire le fichier zip : clic droit, "Extraire tout". Ouvrez ensuite le dossier extrait.
echo Entpacken Sie zuerst die Zip-Datei: Rechtsklick, "Alle extrahieren". Starten Sie dann aus dem Ordner.
echo.
pause
exit /b 1
