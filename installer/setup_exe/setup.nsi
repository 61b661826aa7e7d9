; The set-up of Warranty Desk: for one person, without administrator, upgrades whole or not at all.
; pack.py gives VERSION NUMBERS PROGRAM BEFORE ICON TARGET OLDEST_BUILD SIZE_KB COMPRESSOR.
; Exit codes of a silent run: 0 done, 2 stopped, 10 window open, 20 no backup, 30 Windows too old,
; 31 newer version installed, 40 files in use, 50 the new program does not start.
Unicode true
Target amd64-unicode
SetCompressor ${COMPRESSOR}
ManifestDPIAware true
ManifestSupportedOS Win10
RequestExecutionLevel user

!include MUI2.nsh
!include LogicLib.nsh
!include WordFunc.nsh
!include Win\COM.nsh
!include Win\Propkey.nsh

!define PRODUCT "Warranty Desk 索赔台"
!define PUBLISHER "The Warranty Desk maintainers"
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\WarrantyDesk"
!define SETTINGS "Software\WarrantyDesk\Warranty Desk"
!define LINK "${PRODUCT}.lnk"
!define TASKBAR_ID "WarrantyDesk.Desk"

Name "${PRODUCT}"
BrandingText "${PRODUCT} ${VERSION}"
OutFile "${TARGET}"
InstallDir "$LOCALAPPDATA\Programs\WarrantyDesk"
ShowInstDetails nevershow
ShowUninstDetails nevershow
VIProductVersion "${NUMBERS}"
VIAddVersionKey /LANG=0 ProductName "${PRODUCT}"
VIAddVersionKey /LANG=0 ProductVersion "${VERSION}"
VIAddVersionKey /LANG=0 FileVersion "${VERSION}"
VIAddVersionKey /LANG=0 FileDescription "${PRODUCT} Setup"
VIAddVersionKey /LANG=0 CompanyName "${PUBLISHER}"
VIAddVersionKey /LANG=0 LegalCopyright "MIT License"

Var InstalledVersion
Var Reason
Var IsReplacing
Var DataFolder

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "side.bmp"
!define MUI_WELCOMEFINISHPAGE_BITMAP_STRETCH AspectFitHeight
!define MUI_ABORTWARNING
!define MUI_LANGDLL_REGISTRY_ROOT HKCU
!define MUI_LANGDLL_REGISTRY_KEY "${KEY}"
!define MUI_LANGDLL_REGISTRY_VALUENAME "SetupLanguage"
!define MUI_WELCOMEPAGE_TEXT "$(WelcomeText)"
!define MUI_COMPONENTSPAGE_NODESC
!define MUI_FINISHPAGE_RUN "$INSTDIR\program\pythonw.exe"
!define MUI_FINISHPAGE_RUN_PARAMETERS "-m warrantydesk"
!define MUI_FINISHPAGE_RUN_TEXT "$(RunNow)"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_RESERVEFILE_LANGDLL
!include sentences.nsh

; $0 = "zh_CN" or "en", as the program names its languages.
!macro LANGUAGE_OF_PROGRAM
  StrCpy $0 "en"
  ${If} $LANGUAGE == ${LANG_SIMPCHINESE}
    StrCpy $0 "zh_CN"
  ${EndIf}
!macroend

; Run before.py by the installed Python; $1 = its exit code or "error".
!macro BEFORE OPTION
  InitPluginsDir
  File "/oname=$PLUGINSDIR\before.py" "${BEFORE}"
  !insertmacro LANGUAGE_OF_PROGRAM
  nsExec::Exec '"$INSTDIR\program\python.exe" "$PLUGINSDIR\before.py" "$PLUGINSDIR\outcome.txt" $0 ${OPTION}'
  Pop $1
!macroend

; Move the program aside as program.old, so that it can be put back.
!macro MOVE_ASIDE
  ${Do}
    RMDir /r "$INSTDIR\program.old"
    ClearErrors
    Rename "$INSTDIR\program" "$INSTDIR\program.old"
    ${IfNot} ${Errors}
      ${ExitDo}
    ${EndIf}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(InUse)" /SD IDCANCEL IDRETRY +3
    SetErrorLevel 40
    Abort
  ${Loop}
!macroend

Function .onInit
  SetShellVarContext current
  ; Asked of the registry: what a function answers depends on what the program says it knows.
  ReadRegStr $1 HKLM "SOFTWARE\Microsoft\Windows NT\CurrentVersion" "CurrentBuildNumber"
  ${If} $1 < ${OLDEST_BUILD}
    MessageBox MB_OK|MB_ICONSTOP "$(TooOld)" /SD IDOK
    SetErrorLevel 30
    Quit
  ${EndIf}
  ${IfNot} ${Silent}
    !insertmacro MUI_LANGDLL_DISPLAY
  ${EndIf}
  ReadRegStr $InstalledVersion HKCU "${KEY}" "DisplayVersion"
  ${If} $InstalledVersion != ""
    ReadRegStr $1 HKCU "${KEY}" "InstallLocation"
    ${If} $1 != ""
      StrCpy $INSTDIR $1
    ${EndIf}
    ${VersionCompare} "$InstalledVersion" "${VERSION}" $2
    ${If} $2 == 1
      MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "$(Newer)" /SD IDNO IDYES older_wanted
      SetErrorLevel 31
      Quit
      older_wanted:
    ${EndIf}
  ${EndIf}
FunctionEnd

Function CloseAndBackUp
  DetailPrint "$(Closing)"
  ${Do}
    !insertmacro BEFORE ""
    ${If} $1 != 10
      ${ExitDo}
    ${EndIf}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(StillOpen)" /SD IDCANCEL IDRETRY +3
    SetErrorLevel 10
    Abort
  ${Loop}
  ${If} $1 == 0
    Return
  ${EndIf}
  Call ReadReason
  MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "$(NoBackup)" /SD IDNO IDYES +3
  SetErrorLevel 20
  Abort
FunctionEnd

; $Reason = what the old program said, else that it does not start.
Function ReadReason
  StrCpy $Reason ""
  ClearErrors
  FileOpen $2 "$PLUGINSDIR\outcome.txt" r
  ${IfNot} ${Errors}
    FileReadUTF16LE $2 $Reason
    FileClose $2
  ${EndIf}
  ${If} $Reason == ""
    StrCpy $Reason "$(NotStarting)"
  ${EndIf}
FunctionEnd

Section "$(ProgramPart)"
  SectionIn RO
  StrCpy $IsReplacing 0
  SetOutPath "$TEMP" ; the folder of the program must not be anybody's own place
  ${If} ${FileExists} "$INSTDIR\program\python.exe"
    Call CloseAndBackUp
    !insertmacro MOVE_ASIDE
    StrCpy $IsReplacing 1
  ${EndIf}
  RMDir /r "$INSTDIR\program"
  SetOutPath "$INSTDIR\program"
  File /r "${PROGRAM}/*"
  SetOutPath "$TEMP"
  nsExec::Exec '"$INSTDIR\program\python.exe" -c "import warrantydesk, sqlite3, ctypes, peewee, filelock, pypdf"'
  Pop $1
  ${If} $1 != 0
    MessageBox MB_OK|MB_ICONSTOP "$(Broken)" /SD IDOK
    SetErrorLevel 50
    Abort
  ${EndIf}
  DetailPrint "$(Warming)"
  nsExec::Exec '"$INSTDIR\program\python.exe" -m compileall -q "$INSTDIR\program\warrantydesk" "$INSTDIR\program\site"'
  Pop $1
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "${KEY}" "DisplayName" "${PRODUCT}"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "Publisher" "${PUBLISHER}"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\program\resources\app\app.ico"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegStr HKCU "${KEY}" "SetupLanguage" "$LANGUAGE"
  WriteRegDWORD HKCU "${KEY}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
  StrCpy $0 "$SMPROGRAMS\${LINK}"
  Call MakeLink
  StrCpy $IsReplacing 0
  RMDir /r "$INSTDIR\program.old"
SectionEnd

Section "$(DesktopPart)"
  StrCpy $0 "$DESKTOP\${LINK}"
  Call MakeLink
SectionEnd

; Make the link $0 to the window. It bears the same name for the task bar as the window itself, so
; that a pinned window starts the program again and shows one symbol.
Function MakeLink
  SetOutPath "$PROFILE"
  CreateShortcut "$0" "$INSTDIR\program\pythonw.exe" "-m warrantydesk" \
    "$INSTDIR\program\resources\app\app.ico" 0 SW_SHOWNORMAL "" "$(LinkWords)"
  SetOutPath "$TEMP"
  !insertmacro ComHlpr_CreateInProcInstance ${CLSID_ShellLink} ${IID_IShellLink} r1 ""
  ${If} $1 P= 0
    Return
  ${EndIf}
  ${IUnknown::QueryInterface} $1 '("${IID_IPersistFile}",.r2)'
  ${IPersistFile::Load} $2 '("$0",${STGM_READWRITE})'
  ${IUnknown::QueryInterface} $1 '("${IID_IPropertyStore}",.r3)'
  ${If} $3 P<> 0
    System::Call '*${SYSSTRUCT_PROPERTYKEY}(${PKEY_AppUserModel_ID})p.r4'
    System::Call 'OLEAUT32::SysAllocString(w "${TASKBAR_ID}")p.r6'
    System::Call '*${SYSSTRUCT_PROPVARIANT}(${VT_BSTR},,p r6)p.r5'
    ${IPropertyStore::SetValue} $3 '($4,$5)'
    ${IPropertyStore::Commit} $3 ""
    System::Call 'OLEAUT32::SysFreeString(p r6)'
    System::Free $4
    System::Free $5
    ${IUnknown::Release} $3 ""
    ${IPersistFile::Save} $2 '("$0",1)'
  ${EndIf}
  ${IUnknown::Release} $2 ""
  ${IUnknown::Release} $1 ""
FunctionEnd

; Whatever stopped the copying: the old program comes back, a new one leaves nothing.
Function PutBack
  SetOutPath "$TEMP"
  RMDir /r "$INSTDIR\program"
  ${If} $IsReplacing == 1
    Rename "$INSTDIR\program.old" "$INSTDIR\program"
  ${EndIf}
  RMDir "$INSTDIR"
FunctionEnd

Function .onInstFailed
  ${If} $IsReplacing == 1
  ${OrIfNot} ${FileExists} "$INSTDIR\uninstall.exe"
    Call PutBack
  ${EndIf}
FunctionEnd

Function un.onInit
  SetShellVarContext current
  ReadRegStr $1 HKCU "${KEY}" "SetupLanguage"
  ${If} $1 != ""
    StrCpy $LANGUAGE $1
  ${EndIf}
FunctionEnd

Section "Uninstall"
  SetOutPath "$TEMP"
  ${Do}
    !insertmacro BEFORE "--close-only"
    ${If} $1 != 10
      ${ExitDo}
    ${EndIf}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(StillOpen)" /SD IDCANCEL IDRETRY +3
    SetErrorLevel 10
    Abort
  ${Loop}
  ${If} ${FileExists} "$INSTDIR\program"
    !insertmacro MOVE_ASIDE
  ${EndIf}
  RMDir /r "$INSTDIR\program.old"
  Delete "$SMPROGRAMS\${LINK}"
  Delete "$DESKTOP\${LINK}"
  DeleteRegKey HKCU "${KEY}"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  ReadRegStr $DataFolder HKCU "${SETTINGS}" "folder"
  ${If} $DataFolder == ""
    StrCpy $DataFolder "$LOCALAPPDATA\WarrantyDesk"
  ${EndIf}
  ${If} ${FileExists} "$DataFolder\claims.db"
    DetailPrint "$(DataStays)"
    MessageBox MB_OK|MB_ICONINFORMATION "$(DataStays)" /SD IDOK
  ${EndIf}
SectionEnd
