; Every sentence of the set-up, in English and Chinese: !insertmacro SAY name "English" "中文".
!macro SAY NAME ENGLISH CHINESE
  LangString ${NAME} ${LANG_ENGLISH} "${ENGLISH}"
  LangString ${NAME} ${LANG_SIMPCHINESE} "${CHINESE}"
!macroend

!insertmacro SAY TooOld \
  "Warranty Desk needs Windows 10, version 1809, or newer. Bring this computer up to date, then start the set-up again." \
  "索赔台需要 Windows 10 1809 或更新的版本。请先更新这台电脑的系统，再重新运行安装程序。"
!insertmacro SAY Newer \
  "A newer version, $InstalledVersion, is installed. An older one cannot open data that the newer has written. Go on all the same?" \
  "这台电脑上已有更新的版本 $InstalledVersion。旧版本打不开新版本写过的数据。仍要继续吗？"
!insertmacro SAY WelcomeText \
  "Warranty Desk ${VERSION} is installed for you alone; no administrator is needed.$\r$\n$\r$\nWhere an older version is installed, its window is closed and it first writes a verified backup of your data. Your data stays where it is." \
  "索赔台 ${VERSION} 只安装给当前用户，不需要管理员权限。$\r$\n$\r$\n如已装有旧版本：先关闭其窗口，并由旧版本写一份校验过的备份，再换上新程序。数据原处不动。"
!insertmacro SAY ProgramPart "Program" "程序"
!insertmacro SAY DesktopPart "Icon on the desktop" "桌面图标"
!insertmacro SAY Closing \
  "Closing the open window and backing up the data…" \
  "正在关闭打开的窗口并备份数据……"
!insertmacro SAY StillOpen \
  "Warranty Desk is still open. Finish what it asks, close its window, then choose Retry." \
  "索赔台还开着。请处理完窗口里的提问并关闭窗口，然后点“重试”。"
!insertmacro SAY NoBackup \
  "The installed version could not back up your data:$\r$\n$Reason$\r$\n$\r$\nGo on without this backup? Choose No to leave everything as it is." \
  "已装的版本没能备份数据：$\r$\n$Reason$\r$\n$\r$\n不做这份备份、继续安装吗？选“否”则一切保持原样。"
!insertmacro SAY NotStarting \
  "the installed program does not start." \
  "已装的程序启动不了。"
!insertmacro SAY InUse \
  "Files of the program are in use. Close Warranty Desk and every window that shows its folder, then choose Retry." \
  "程序文件正被占用。请关闭索赔台以及打开了该文件夹的窗口，然后点“重试”。"
!insertmacro SAY Broken \
  "The program was copied, but it does not start: a virus scanner may hold it back. What was there before is put back." \
  "程序已复制，但启动不了：可能被杀毒软件拦下了。已恢复原来的状态。"
!insertmacro SAY Warming "Making the first start quick…" "正在为首次启动做准备……"
!insertmacro SAY LinkWords "The desk of the warranty clerk" "索赔员的工作台"
!insertmacro SAY DataStays \
  "The program is removed. Your data stays in$\r$\n$DataFolder$\r$\nDelete that folder yourself only when nobody needs it any more." \
  "程序已卸载。数据仍保留在$\r$\n$DataFolder$\r$\n确认再也用不到时，才自己删除这个文件夹。"
!insertmacro SAY RunNow "Start Warranty Desk" "启动索赔台"
