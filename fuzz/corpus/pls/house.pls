<?xml version="1.0" encoding="UTF-8"?>
<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" xmlns:mujaz="urn:mujaz:lexicon" alphabet="ipa" xml:lang="ar">
  <meta name="author" content="x"/>
  <lexeme role="x:y" mujaz:scope="all" mujaz:date="2024-10-24">
    <grapheme>سرو</grapheme><grapheme>السرو</grapheme>
    <phoneme prefer="true">ˈsarw</phoneme><phoneme>sirw</phoneme>
    <example>x</example>
  </lexeme>
  <lexeme mujaz:form="letters"><grapheme>NVX</grapheme><alias>N V X</alias></lexeme>
  <lexeme><grapheme>م ت ف</grapheme><alias><![CDATA[منظمة]]> &#x62A;</alias></lexeme>
</lexicon>
