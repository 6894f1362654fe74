"""Ordinary sentences of documentation, translated well into many languages: nothing to find there.

Each language has its numbers, dates, quotation marks, stops and spaces. Below, what has gone wrong
in the same sentences, and has to be found.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from sxskit import Document, Frame, Severity, Unit, Verbatim, check

ID = "7758d-103"
# What a language is for: its sources are the same wherever they may be.
DATE = "The trial ends on March 5, 2021."
TIME = "The job starts at 8:30 PM."
HOUR = "The job starts at 8 PM."
PERCENT = "Only 12.5% of the 1,000 GB is used."
THOUSANDS = "You can add up to 10,000 users."
MILLIONS = "The index holds 1,500,000 items."
VERSION = "Install version 2.10.1 or later."
SIZE = "The file must be smaller than 4.5 MB."
ORDINAL = "The 2nd step takes 3 minutes."
QUOTES = 'Select "Save as" and enter a name.'
BRACKETS = "Restart the server (see step 3)."
CODE = "Run `git push` in the folder `src/app`."
LINK = "For more information, see [Pricing](https://example.com/en-us/pricing/)."
BOLD = "Select **File** > **Open**."
WORDS = "You need two computers and at least 8 GB of memory."
QUESTION = "Do you want to continue?"
COLON = "The service has these limits:"
SCALED = "More than 5 million people use it."

GOOD: dict[str, list[tuple[str, str]]] = {
    "de-DE": [
        (DATE, "Die Testversion endet am 5. März 2021."),
        (DATE, "Die Testversion endet am 05.03.2021."),
        (TIME, "Der Auftrag beginnt um 20:30 Uhr."),
        (HOUR, "Der Auftrag beginnt um 20 Uhr."),
        (HOUR, "Der Auftrag beginnt um 20.00 Uhr."),
        (PERCENT, "Nur 12,5\u00a0% der 1.000\u00a0GB werden verwendet."),
        (THOUSANDS, "Sie können bis zu 10.000 Benutzer hinzufügen."),
        (MILLIONS, "Der Index enthält 1,5 Mio. Elemente."),
        (VERSION, "Installieren Sie Version 2.10.1 oder höher."),
        (SIZE, "Die Datei muss kleiner als 4,5\u00a0MB sein."),
        (ORDINAL, "Der zweite Schritt dauert 3 Minuten."),
        (QUOTES, "Wählen Sie „Speichern unter“ aus, und geben Sie einen Namen ein."),
        (QUOTES, "Wählen Sie »Speichern unter« aus, und geben Sie einen Namen ein."),
        (QUOTES, "Wählen Sie „Сохранить как“ aus, und geben Sie einen Namen ein."),
        (BRACKETS, "Starten Sie den Server neu (siehe Schritt 3)."),
        (CODE, "Führen Sie im Ordner `src/app` den Befehl `git push` aus."),
        (
            LINK,
            "Weitere Informationen finden Sie unter [Preise](https://example.com/de-de/pricing/).",
        ),
        (LINK, "Weitere Informationen finden Sie unter [Preise](https://example.com/pricing/)."),
        (BOLD, "Wählen Sie **Datei** > **Öffnen** aus."),
        (WORDS, "Sie benötigen zwei Computer und mindestens 8\u00a0GB Arbeitsspeicher."),
        (SCALED, "Mehr als 5\u00a0Millionen Menschen verwenden es."),
        ("Press F5 twice.", "Drücken Sie zweimal F5."),
        ("The 1990s were slow.", "Die 1990er-Jahre waren langsam."),
        ("Ivanov opened it.", "Иванов hat es geöffnet."),
    ],
    "fr-FR": [
        (DATE, "La version d’évaluation prend fin le 5 mars 2021."),
        (DATE, "La version d’évaluation prend fin le 05/03/2021."),
        (TIME, "Le travail commence à 20h30."),
        (TIME, "Le travail commence à 20 h 30."),
        (HOUR, "Le travail commence à 20h00."),
        (HOUR, "Le travail commence à 20 h."),
        (PERCENT, "Seulement 12,5\u202f% des 1\u202f000\u00a0Go sont utilisés."),
        (THOUSANDS, "Vous pouvez ajouter jusqu’à 10 000 utilisateurs."),
        (MILLIONS, "L’index contient 1\u202f500\u202f000 éléments."),
        (MILLIONS, "L’index contient 1,5 million d’éléments."),
        (VERSION, "Installez la version 2.10.1 ou une version ultérieure."),
        (SIZE, "Le fichier doit faire moins de 4,5\u00a0Mo."),
        (ORDINAL, "La 2e étape dure 3\u00a0minutes."),
        (QUOTES, "Sélectionnez «\u00a0Enregistrer sous\u00a0» et entrez un nom."),
        (QUOTES, "Sélectionnez « Enregistrer sous » et entrez un nom."),
        (QUOTES, "Sélectionnez “Enregistrer sous” et entrez un nom."),
        (BRACKETS, "Redémarrez le serveur (voir l’étape 3)."),
        (CODE, "Exécutez `git push` dans le dossier `src/app`."),
        (LINK, "Pour plus d’informations, consultez [Tarifs](https://example.com/fr-fr/pricing/)."),
        (LINK, "Pour plus d’informations, consultez [Tarifs](https://example.com/fr/pricing/)."),
        (BOLD, "Sélectionnez **Fichier** > **Ouvrir**."),
        (QUESTION, "Voulez-vous continuer\u00a0?"),
        (COLON, "Le service a les limites suivantes\u202f:"),
        (SCALED, "Plus de 5\u00a0millions de personnes l’utilisent."),
        ("Stop!", "Arrêtez\u00a0!"),
    ],
    "es-ES": [
        (DATE, "La prueba finaliza el 5 de marzo de 2021."),
        (TIME, "El trabajo comienza a las 20:30."),
        (HOUR, "El trabajo comienza a las 20:00 h."),
        (PERCENT, "Solo se usa el 12,5 % de los 1000 GB."),
        (THOUSANDS, "Puede agregar hasta 10.000 usuarios."),
        (THOUSANDS, "Puede agregar hasta 10 000 usuarios."),
        (MILLIONS, "El índice contiene 1,5 millones de elementos."),
        (VERSION, "Instale la versión 2.10.1 o una posterior."),
        (SIZE, "El archivo debe tener menos de 4,5 MB."),
        (ORDINAL, "El 2.º paso tarda 3 minutos."),
        (QUOTES, "Seleccione «Guardar como» y escriba un nombre."),
        (QUOTES, 'Seleccione "Guardar como" y escriba un nombre.'),
        (BRACKETS, "Reinicie el servidor (vea el paso 3)."),
        (CODE, "Ejecute `git push` en la carpeta `src/app`."),
        (LINK, "Para obtener más información, vea [Precios](https://example.com/es-es/pricing/)."),
        (BOLD, "Seleccione **Archivo** > **Abrir**."),
        (WORDS, "Necesita dos equipos y, al menos, 8 GB de memoria."),
        (QUESTION, "¿Desea continuar?"),
        ("Stop!", "¡Pare!"),
        (COLON, "El servicio tiene estos límites:"),
        (SCALED, "Más de 5 millones de personas lo usan."),
    ],
    "pt-BR": [
        (DATE, "A avaliação termina em 5 de março de 2021."),
        (DATE, "A avaliação termina em 05/03/2021."),
        (TIME, "O trabalho começa às 20h30."),
        (HOUR, "O trabalho começa às 20h."),
        (PERCENT, "Apenas 12,5% dos 1.000 GB são usados."),
        (THOUSANDS, "Você pode adicionar até 10 mil usuários."),
        (MILLIONS, "O índice contém 1.500.000 itens."),
        (MILLIONS, "O índice contém 1,5 milhão de itens."),
        (VERSION, "Instale a versão 2.10.1 ou posterior."),
        (SIZE, "O arquivo deve ter menos de 4,5 MB."),
        (ORDINAL, "A 2ª etapa leva três minutos."),
        (QUOTES, "Selecione “Salvar como” e insira um nome."),
        (BRACKETS, "Reinicie o servidor (consulte a etapa 3)."),
        (CODE, "Execute `git push` na pasta `src/app`."),
        (
            LINK,
            "Para obter mais informações, confira [Preços](https://example.com/pt-br/pricing/).",
        ),
        (BOLD, "Selecione **Arquivo** > **Abrir**."),
        (WORDS, "Você precisa de dois computadores e pelo menos 8 GB de memória."),
        (QUESTION, "Deseja continuar?"),
        (SCALED, "Mais de 5 milhões de pessoas o usam."),
    ],
    "it-IT": [
        (DATE, "La versione di valutazione scade il 5 marzo 2021."),
        (TIME, "Il processo inizia alle 20:30."),
        (HOUR, "Il processo inizia alle ore 20."),
        (PERCENT, "È usato solo il 12,5% dei 1.000 GB."),
        (THOUSANDS, "È possibile aggiungere fino a 10.000 utenti."),
        (THOUSANDS, "È possibile aggiungere fino a 10mila utenti."),
        (MILLIONS, "L'indice contiene 1,5 milioni di elementi."),
        (VERSION, "Installare la versione 2.10.1 o successiva."),
        (SIZE, "Il file deve essere inferiore a 4,5 MB."),
        (ORDINAL, "Il secondo passaggio richiede 3 minuti."),
        (QUOTES, 'Selezionare "Salva con nome" e immettere un nome.'),
        (QUOTES, "Selezionare «Salva con nome» e immettere un nome."),
        (BRACKETS, "Riavviare il server (vedere il passaggio 3)."),
        (CODE, "Eseguire `git push` nella cartella `src/app`."),
        (LINK, "Per altre informazioni, vedere [Prezzi](https://example.com/it-it/pricing/)."),
        (BOLD, "Selezionare **File** > **Apri**."),
        (WORDS, "Sono necessari due computer e almeno 8 GB di memoria."),
        (QUESTION, "Continuare?"),
    ],
    "pl-PL": [
        (DATE, "Okres próbny kończy się 5 marca 2021 r."),
        (DATE, "Okres próbny kończy się 5.03.2021."),
        (TIME, "Zadanie rozpoczyna się o 20:30."),
        (HOUR, "Zadanie rozpoczyna się o godz. 20.00."),
        (PERCENT, "Używane jest tylko 12,5% z 1000 GB."),
        (THOUSANDS, "Możesz dodać maksymalnie 10 tys. użytkowników."),
        (THOUSANDS, "Możesz dodać maksymalnie 10\u00a0000 użytkowników."),
        (MILLIONS, "Indeks zawiera 1,5 mln elementów."),
        (VERSION, "Zainstaluj wersję 2.10.1 lub nowszą."),
        (SIZE, "Plik musi być mniejszy niż 4,5 MB."),
        (ORDINAL, "Drugi krok trwa trzy minuty."),
        (QUOTES, "Wybierz pozycję „Zapisz jako” i wprowadź nazwę."),
        (BRACKETS, "Uruchom ponownie serwer (zobacz krok 3)."),
        (CODE, "Uruchom polecenie `git push` w folderze `src/app`."),
        (
            LINK,
            "Aby uzyskać więcej informacji, zobacz [Cennik](https://example.com/pl-pl/pricing/).",
        ),
        (BOLD, "Wybierz pozycję **Plik** > **Otwórz**."),
        (WORDS, "Potrzebne są dwa komputery i co najmniej 8 GB pamięci."),
        (QUESTION, "Czy chcesz kontynuować?"),
        (SCALED, "Korzysta z niego ponad 5 milionów osób."),
    ],
    "cs-CZ": [
        (DATE, "Zkušební verze končí 5. března 2021."),
        (DATE, "Zkušební verze končí 5. 3. 2021."),
        (TIME, "Úloha začíná ve 20:30."),
        (HOUR, "Úloha začíná ve 20.00 hodin."),
        (PERCENT, "Využívá se jen 12,5\u00a0% z 1\u00a0000\u00a0GB."),
        (THOUSANDS, "Můžete přidat až 10\u00a0000 uživatelů."),
        (MILLIONS, "Index obsahuje 1\u00a0500\u00a0000 položek."),
        (VERSION, "Nainstalujte verzi 2.10.1 nebo novější."),
        (SIZE, "Soubor musí být menší než 4,5 MB."),
        (ORDINAL, "Druhý krok trvá tři minuty."),
        (QUOTES, "Vyberte „Uložit jako“ a zadejte název."),
        (BRACKETS, "Restartujte server (viz krok 3)."),
        (CODE, "Ve složce `src/app` spusťte `git push`."),
        (LINK, "Další informace najdete v tématu [Ceny](https://example.com/cs-cz/pricing/)."),
        (BOLD, "Vyberte **Soubor** > **Otevřít**."),
        (WORDS, "Potřebujete dva počítače a aspoň 8 GB paměti."),
        (QUESTION, "Chcete pokračovat?"),
        (SCALED, "Používá ho více než 5 milionů lidí."),
    ],
    "tr-TR": [
        (DATE, "Deneme sürümü 5 Mart 2021'de sona erer."),
        (TIME, "İş 20.30'da başlar."),
        (HOUR, "İş saat 20:00'de başlar."),
        (PERCENT, "1.000 GB'ın yalnızca %12,5'i kullanılıyor."),
        (THOUSANDS, "En fazla 10.000 kullanıcı ekleyebilirsiniz."),
        (THOUSANDS, "En fazla 10 bin kullanıcı ekleyebilirsiniz."),
        (MILLIONS, "Dizin 1,5 milyon öğe içerir."),
        (VERSION, "2.10.1 veya sonraki bir sürümü yükleyin."),
        (SIZE, "Dosya 4,5 MB'tan küçük olmalıdır."),
        (ORDINAL, "2. adım 3 dakika sürer."),
        (ORDINAL, "İkinci adım üç dakika sürer."),
        (QUOTES, '"Farklı Kaydet"i seçip bir ad girin.'),
        (QUOTES, "“Farklı Kaydet”i seçip bir ad girin."),
        (BRACKETS, "Sunucuyu yeniden başlatın (bkz. 3. adım)."),
        (CODE, "`src/app` klasöründe `git push` komutunu çalıştırın."),
        (LINK, "Daha fazla bilgi için bkz. [Fiyatlar](https://example.com/tr-tr/pricing/)."),
        (BOLD, "**Dosya** > **Aç**'ı seçin."),
        (WORDS, "İki bilgisayar ve en az 8 GB bellek gerekir."),
        (QUESTION, "Devam etmek istiyor musunuz?"),
        (SCALED, "5 milyondan fazla kişi kullanıyor."),
    ],
    "hu-HU": [
        (DATE, "A próbaidőszak 2021. március 5-én ér véget."),
        (DATE, "A próbaidőszak 2021. 03. 05-én ér véget."),
        (TIME, "A feladat 20:30-kor indul."),
        (HOUR, "A feladat 20 órakor indul."),
        (PERCENT, "Az 1000 GB-nak csak 12,5%-a van használatban."),
        (THOUSANDS, "Legfeljebb 10 000 felhasználót adhat hozzá."),
        (MILLIONS, "Az index 1,5 millió elemet tartalmaz."),
        (VERSION, "Telepítse a 2.10.1-es vagy újabb verziót."),
        (SIZE, "A fájlnak 4,5 MB-nál kisebbnek kell lennie."),
        (ORDINAL, "A második lépés három percig tart."),
        (QUOTES, "Válassza a „Mentés másként” lehetőséget, és írjon be egy nevet."),
        (BRACKETS, "Indítsa újra a kiszolgálót (lásd a 3. lépést)."),
        (CODE, "Futtassa a `git push` parancsot az `src/app` mappában."),
        (LINK, "További információ: [Díjszabás](https://example.com/hu-hu/pricing/)."),
        (BOLD, "Válassza a **Fájl** > **Megnyitás** lehetőséget."),
        (WORDS, "Két számítógépre és legalább 8 GB memóriára van szükség."),
        (QUESTION, "Szeretné folytatni?"),
        (SCALED, "Több mint 5 millió ember használja."),
    ],
    "ko-KR": [
        (DATE, "평가판은 2021년 3월 5일에 종료됩니다."),
        (TIME, "작업은 오후 8시 30분에 시작됩니다."),
        (TIME, "작업은 20:30에 시작됩니다."),
        (HOUR, "작업은 20시 00분에 시작됩니다."),
        (PERCENT, "1,000GB 중 12.5%만 사용됩니다."),
        (THOUSANDS, "사용자를 최대 1만 명까지 추가할 수 있습니다."),
        (MILLIONS, "인덱스에는 150만 개의 항목이 있습니다."),
        (VERSION, "버전 2.10.1 이상을 설치합니다."),
        (SIZE, "파일은 4.5MB보다 작아야 합니다."),
        (ORDINAL, "두 번째 단계는 3분 정도 걸립니다."),
        (QUOTES, "‘다른 이름으로 저장’을 선택하고 이름을 입력합니다."),
        (QUOTES, '"다른 이름으로 저장"을 선택하고 이름을 입력합니다.'),
        (BRACKETS, "서버를 다시 시작합니다(3단계 참조)."),
        (CODE, "`src/app` 폴더에서 `git push`를 실행합니다."),
        (LINK, "자세한 내용은 [가격](https://example.com/ko-kr/pricing/)을 참조하세요."),
        (BOLD, "**파일** > **열기**를 선택합니다."),
        (WORDS, "컴퓨터 두 대와 8GB 이상의 메모리가 필요합니다."),
        (QUESTION, "계속하시겠습니까?"),
        (COLON, "이 서비스에는 다음과 같은 제한이 있습니다."),
        (SCALED, "500만 명 이상이 사용합니다."),
    ],
    "ja-JP": [
        (DATE, "試用版は 2021 年 3 月 5 日に終了します。"),
        (TIME, "ジョブは午後 8 時 30 分に開始されます。"),
        (HOUR, "ジョブは 20:00 に開始されます。"),
        (HOUR, "ジョブは２０時に開始されます。"),
        (PERCENT, "1,000 GB のうち 12.5% だけが使用されています。"),
        (THOUSANDS, "最大１０，０００人のユーザーを追加できます。"),
        (MILLIONS, "インデックスには 150 万個の項目があります。"),
        (VERSION, "バージョン 2.10.1 以降をインストールします。"),
        (SIZE, "ファイルは 4.5 MB 未満である必要があります。"),
        (ORDINAL, "2 番目の手順には 3 分かかります。"),
        (QUOTES, "「名前を付けて保存」を選択し、名前を入力します。"),
        (QUOTES, "『名前を付けて保存』を選択し、名前を入力します。"),
        (BRACKETS, "サーバーを再起動します（手順 3 を参照）。"),
        (CODE, "フォルダー `src/app` で `git push` を実行します。"),
        (
            LINK,
            "詳細については、[価格](https://example.com/ja-jp/pricing/)に関する記事を参照してください。",
        ),
        (BOLD, "**[ファイル]** > **[開く]** を選択します。"),
        (WORDS, "2 台のコンピューターと 8 GB 以上のメモリが必要です。"),
        (
            "See https://example.com/a and www.example.com.",
            "https://example.com/aとwww.example.comを参照。",
        ),
        (SCALED, "500 万人以上が使用しています。"),
    ],
    "zh-CN": [
        (DATE, "试用版将于 2021 年 3 月 5 日结束。"),
        (DATE, "试用版将于2021年3月5日结束。"),
        (TIME, "作业将于晚上 8:30 开始。"),
        (HOUR, "作业将于 20:00 开始。"),
        (HOUR, "作业将于20点00分开始。"),
        (PERCENT, "1,000 GB 中仅使用了 12.5%。"),
        (THOUSANDS, "最多可以添加 1 万个用户。"),
        (MILLIONS, "该索引包含 150 万个项。"),
        (VERSION, "请安装版本 2.10.1 或更高版本。"),
        (SIZE, "文件必须小于 4.5 MB。"),
        (ORDINAL, "第二步需要 3 分钟。"),
        (QUOTES, "选择“另存为”，然后输入名称。"),
        (QUOTES, '选择“另存为"，然后输入名称。'),
        (QUOTES, "选择《另存为》，然后输入名称。"),
        (BRACKETS, "重启服务器（请参阅步骤 3）。"),
        (BRACKETS, "重启服务器（请参阅步骤 3)。"),
        (CODE, "在文件夹`src/app`中运行`git push`。"),
        (LINK, "有关详细信息，请参阅[定价](https://example.com/zh-cn/pricing/)。"),
        (LINK, "有关详细信息，请参阅[定价](https://example.com/zh-Hans/pricing/)。"),
        (BOLD, "选择“**文件**”>“**打开**”。"),
        (WORDS, "需要两台计算机和至少 8 GB 内存。"),
        (QUESTION, "是否要继续？"),
        (SCALED, "超过 500 万人使用它。"),
        ("See www.example.com.", "请参阅www.example.com。"),
    ],
    "zh-TW": [
        (DATE, "試用版將於 2021 年 3 月 5 日結束。"),
        (TIME, "作業將於下午 8:30 開始。"),
        (HOUR, "作業將於 20:00 開始。"),
        (PERCENT, "1,000 GB 中只使用了 12.5％。"),
        (THOUSANDS, "最多可以新增 1 萬名使用者。"),
        (MILLIONS, "索引包含 150 萬個項目。"),
        (VERSION, "請安裝 2.10.1 版或更新版本。"),
        (SIZE, "檔案必須小於 4.5 MB。"),
        (ORDINAL, "第 2 個步驟需要三分鐘。"),
        (QUOTES, "選取「另存新檔」，然後輸入名稱。"),
        (QUOTES, "選取 [另存新檔]，然後輸入名稱。"),
        (BRACKETS, "重新啟動伺服器 (請參閱步驟 3)。"),
        (CODE, "在資料夾 `src/app` 中執行 `git push`。"),
        (LINK, "如需詳細資訊，請參閱[價格](https://example.com/zh-tw/pricing/)。"),
        (LINK, "如需詳細資訊，請參閱[價格](https://example.com/zh-hant/pricing/)。"),
        (BOLD, "選取 [**檔案**] > [**開啟**]。"),
        (WORDS, "您需要兩部電腦和至少 8 GB 的記憶體。"),
        (QUESTION, "要繼續嗎？"),
        (SCALED, "超過 500 萬人使用。"),
    ],
    "ar-SA": [
        (DATE, "تنتهي النسخة التجريبية في 5 مارس 2021."),
        (DATE, "تنتهي النسخة التجريبية في ٥ مارس ٢٠٢١."),
        (TIME, "تبدأ المهمة في الساعة 8:30 مساءً."),
        (HOUR, "تبدأ المهمة في الساعة 20:00."),
        (PERCENT, "يتم استخدام ١٢٫٥٪ فقط من ١٬٠٠٠ غيغابايت."),
        (THOUSANDS, "يمكنك إضافة ما يصل إلى 10 آلاف مستخدم."),
        (MILLIONS, "يحتوي الفهرس على 1.5 مليون عنصر."),
        (VERSION, "قم بتثبيت الإصدار 2.10.1 أو إصدار أحدث."),
        (SIZE, "يجب أن يكون حجم الملف أقل من 4.5 ميغابايت."),
        ("The trial takes 2 months.", "تستغرق النسخة التجريبية شهرين."),
        ("The plan has two files.", "تحتوي الخطة على ملفين."),
        (ORDINAL, "تستغرق الخطوة الثانية 3 دقائق."),
        (QUOTES, 'حدد "حفظ باسم" وأدخل اسمًا.'),
        (QUOTES, "حدد «حفظ باسم» وأدخل اسمًا."),
        (BRACKETS, "أعد تشغيل الخادم (راجع الخطوة 3)."),
        (CODE, "قم بتشغيل `git push` في المجلد `src/app`."),
        (LINK, "لمزيد من المعلومات، راجع [الأسعار](https://example.com/ar-sa/pricing/)."),
        (BOLD, "حدد **ملف** > **فتح**."),
        (QUESTION, "هل تريد المتابعة؟"),
        (SCALED, "يستخدمه أكثر من 5 ملايين شخص."),
    ],
    "he-IL": [
        (DATE, "תקופת הניסיון מסתיימת ב-5 במרץ 2021."),
        (TIME, "המשימה מתחילה בשעה 20:30."),
        (HOUR, "המשימה מתחילה בשעה 20:00."),
        (PERCENT, "נעשה שימוש רק ב-12.5% מתוך 1,000 GB."),
        (THOUSANDS, "באפשרותך להוסיף עד 10,000 משתמשים."),
        (MILLIONS, "האינדקס מכיל 1.5 מיליון פריטים."),
        (VERSION, "התקן את גירסה 2.10.1 ואילך."),
        (SIZE, "הקובץ חייב להיות קטן מ-4.5 MB."),
        ("The trial takes 2 months.", "תקופת הניסיון נמשכת חודשיים."),
        ("Try it for 2 weeks.", "נסה זאת במשך שבועיים."),
        (ORDINAL, "השלב השני נמשך 3 דקות."),
        (QUOTES, 'בחר "שמירה בשם" והזן שם.'),
        (QUOTES, "בחר ״שמירה בשם״ והזן שם."),
        (BRACKETS, "הפעל מחדש את השרת (ראה שלב 3)."),
        (CODE, "הפעל את `git push` בתיקיה `src/app`."),
        (LINK, "לקבלת מידע נוסף, ראה [תמחור](https://example.com/he-il/pricing/)."),
        (BOLD, "בחר **קובץ** > **פתח**."),
        (QUESTION, "האם ברצונך להמשיך?"),
        (SCALED, "יותר מ-5 מיליון אנשים משתמשים בו."),
    ],
    "hi-IN": [
        (DATE, "परीक्षण 5 मार्च 2021 को समाप्त होता है।"),
        (DATE, "परीक्षण ५ मार्च २०२१ को समाप्त होता है।"),
        (TIME, "कार्य रात 8:30 बजे शुरू होता है।"),
        (HOUR, "कार्य रात 8 बजे शुरू होता है।"),
        (PERCENT, "1,000 GB में से केवल 12.5% का उपयोग होता है।"),
        (THOUSANDS, "आप 10 हज़ार तक उपयोगकर्ता जोड़ सकते हैं।"),
        (MILLIONS, "इंडेक्स में 15,00,000 आइटम हैं।"),
        (MILLIONS, "इंडेक्स में 15 लाख आइटम हैं।"),
        (VERSION, "संस्करण 2.10.1 या बाद का संस्करण इंस्टॉल करें।"),
        (SIZE, "फ़ाइल 4.5 MB से छोटी होनी चाहिए।"),
        (ORDINAL, "दूसरे चरण में 3 मिनट लगते हैं।"),
        (QUOTES, '"इस रूप में सहेजें" चुनें और नाम दर्ज करें।'),
        (QUOTES, "“इस रूप में सहेजें” चुनें और नाम दर्ज करें।"),
        (BRACKETS, "सर्वर पुनः आरंभ करें (चरण 3 देखें)।"),
        (CODE, "फ़ोल्डर `src/app` में `git push` चलाएँ।"),
        (LINK, "अधिक जानकारी के लिए, [मूल्य](https://example.com/hi-in/pricing/) देखें।"),
        (BOLD, "**फ़ाइल** > **खोलें** चुनें।"),
        (QUESTION, "क्या आप जारी रखना चाहते हैं?"),
        (SCALED, "50 लाख से अधिक लोग इसका उपयोग करते हैं।"),
        ("Check them one by one.", "उन्हें एक एक करके जाँचें।"),
    ],
    "th-TH": [
        (DATE, "รุ่นทดลองใช้จะสิ้นสุดในวันที่ 5 มีนาคม 2021"),
        (DATE, "รุ่นทดลองใช้จะสิ้นสุดในวันที่ 5 มีนาคม 2564"),
        (TIME, "งานจะเริ่มต้นเวลา 20:30 น."),
        (HOUR, "งานจะเริ่มต้นเวลา 20.00 น."),
        (PERCENT, "มีการใช้เพียง 12.5% จาก 1,000 GB เท่านั้น"),
        (THOUSANDS, "คุณสามารถเพิ่มผู้ใช้ได้สูงสุด 1 หมื่นคน"),
        (MILLIONS, "ดัชนีมีรายการ 1.5 ล้านรายการ"),
        (VERSION, "ติดตั้งเวอร์ชัน 2.10.1 หรือใหม่กว่า"),
        (SIZE, "ไฟล์ต้องมีขนาดเล็กกว่า 4.5 MB"),
        (ORDINAL, "ขั้นตอนที่สองใช้เวลา 3 นาที"),
        (QUOTES, 'เลือก "บันทึกเป็น" แล้วป้อนชื่อ'),
        (QUOTES, "เลือก “บันทึกเป็น” แล้วป้อนชื่อ"),
        (BRACKETS, "รีสตาร์ตเซิร์ฟเวอร์ (ดูขั้นตอนที่ 3)"),
        (CODE, "เรียกใช้ `git push` ในโฟลเดอร์ `src/app`"),
        (LINK, "สำหรับข้อมูลเพิ่มเติม โปรดดู[ราคา](https://example.com/th-th/pricing/)"),
        (BOLD, "เลือก **ไฟล์** > **เปิด**"),
        (QUESTION, "คุณต้องการดำเนินการต่อหรือไม่"),
        (SCALED, "มีผู้ใช้มากกว่า 5 ล้านคน"),
        ("Different files", "ไฟล์ต่าง ๆ"),
    ],
    "vi-VN": [
        (DATE, "Bản dùng thử kết thúc vào ngày 5 tháng 3 năm 2021."),
        (DATE, "Bản dùng thử kết thúc vào ngày 05/03/2021."),
        (TIME, "Công việc bắt đầu lúc 20 giờ 30 phút."),
        (HOUR, "Công việc bắt đầu lúc 20:00."),
        (HOUR, "Công việc bắt đầu lúc 8 giờ tối."),
        (PERCENT, "Chỉ 12,5% trong số 1.000 GB được sử dụng."),
        (THOUSANDS, "Bạn có thể thêm tối đa 10 nghìn người dùng."),
        (MILLIONS, "Chỉ mục chứa 1,5 triệu mục."),
        (VERSION, "Cài đặt phiên bản 2.10.1 trở lên."),
        (SIZE, "Tệp phải nhỏ hơn 4,5 MB."),
        (ORDINAL, "Bước thứ hai mất ba phút."),
        (QUOTES, 'Chọn "Lưu thành" và nhập tên.'),
        (QUOTES, "Chọn “Lưu thành” và nhập tên."),
        (BRACKETS, "Khởi động lại máy chủ (xem bước 3)."),
        (CODE, "Chạy `git push` trong thư mục `src/app`."),
        (LINK, "Để biết thêm thông tin, hãy xem [Giá](https://example.com/vi-vn/pricing/)."),
        (BOLD, "Chọn **Tệp** > **Mở**."),
        (QUESTION, "Bạn có muốn tiếp tục không?"),
        (SCALED, "Hơn 5 triệu người sử dụng."),
    ],
    "ru-RU": [
        (HOUR, "Задание начинается в 20:00."),
        (HOUR, "Задание начинается в 20 ч 00 мин."),
        (SCALED, "Им пользуется более 5 млн человек."),
        ("See item (a) or item b.", "См. пункт а) или пункт б)."),
        ("First, open it, and second, close it.", "Нужно 1) открыть его и 2) закрыть его."),
        ("Click &quot;Save.&quot;", "Щелкните &quot;Сохранить&quot;."),
        ("The <B>sky</B> is blue.", "<b>Небо</b> голубое."),
        ("It runs for 10K users with 5 disks.", "Работает для 10 тыс. пользователей с 5 дисками."),
        ("See [Sky](/en-us/azure/sky).", "См. [Небо](/ru-ru/azure/sky)."),
        ("See https://example.com/en-us/sky.", "См. https://example.com/sky."),
        ("See https://example.com/en-us.", "См. https://example.com/ru."),
        ("Type <table name> here.", "Введите здесь <имя таблицы>."),
        ("Use Привет as the greeting.", "Используйте Привет как приветствие."),
        ("Decide on 3 servers.", "Выберите три сервера."),
    ],
    "sr-Latn-RS": [
        (
            "See [Sky](https://example.com/en-us/sky).",
            "Vidite [Nebo](https://example.com/sr-latn-rs/sky).",
        ),
    ],
}
ROWS = {
    f"{language} {number}": (language, source, target)
    for language, pairs in GOOD.items()
    for number, (source, target) in enumerate(pairs)
}


def found(language: str, source: str, target: str) -> list[str]:
    """The errors and warnings on a pair of texts."""
    document = Document(
        (
            Verbatim(f"---\nms.contentlocale: {language}\n---\n"),
            Unit(ID, source, target, Frame.of(ID)),
        )
    )
    return [
        f"{finding.code}: {finding.message}"
        for finding in check(document, "a.md")
        if finding.severity is not Severity.INFO
    ]


@pytest.mark.parametrize(("language", "source", "target"), ROWS.values(), ids=ROWS)
def test_a_good_translation_has_no_errors_and_warnings(
    language: str, source: str, target: str
) -> None:
    assert found(language, source, target) == []


def digit_changed(text: str) -> str:
    """The last digit is the next one of its script."""
    *_, last = re.finditer(r"\d", text)
    digit = chr(ord(last[0]) + (1 if int(last[0]) < 9 else -1))
    return text[: last.start()] + digit + text[last.end() :]


def number_dropped(text: str) -> str:
    """The first number is gone, with its fraction."""
    return re.sub(r"\d+(?:[.,٫:]\d+)*", "", text, count=1)


NUMBERS = (DATE, TIME, HOUR, PERCENT, THOUSANDS, MILLIONS, VERSION, SIZE, SCALED)
# What happens to a translation: the code, the sentences it is tried on, what becomes of them.
DAMAGE: dict[str, tuple[str, tuple[str, ...], Callable[[str], str]]] = {
    "a digit changed": ("number", NUMBERS, digit_changed),
    "a number dropped": ("number", NUMBERS, number_dropped),
    "a number doubled": ("number", (VERSION, SIZE), lambda text: text.replace(".", ".7", 1)),
    "a bracket dropped": ("bracket", (BRACKETS,), lambda text: re.sub("[)）]", "", text)),
    "a bracket opened twice": (
        "bracket",
        (BRACKETS,),
        lambda text: re.sub("([(（])", r"\1\1", text),
    ),
    "a quotation mark dropped": (
        *("quote", (QUOTES,)),
        lambda text: re.sub('["“„”«»「」『』״]', "", text, count=1),
    ),
    "code that is none": ("code-span", (CODE,), lambda text: text.replace("`", "", 1)),
    "code that is translated": ("code-span", (CODE,), lambda text: text.replace("push", "stoß")),
    "another link": ("link", (LINK,), lambda text: text.replace("pricing", "prices")),
    "a link apart": ("link", (LINK,), lambda text: text.replace("](", "] (")),
    "bold text with blanks": ("emphasis", (BOLD,), lambda text: text.replace("**", "** ")),
    "bold text without an end": ("emphasis", (BOLD,), lambda text: text.replace("**", "", 1)),
    "two spaces": ("doubled-space", (CODE,), lambda text: text.replace(" `", "  `")),
    "a blank at the end": ("edge-space", (VERSION,), lambda text: f"{text} "),
    "a lost character": (
        *("replacement-character", (SIZE,)),
        lambda text: f"{text[:3]}\ufffd{text[4:]}",
    ),
    "an invisible character": ("zero-width", (SIZE,), lambda text: f"{text[:5]}\ufeff{text[5:]}"),
    "another script": ("wrong-script", (QUESTION,), lambda text: re.sub(r"[^\W\d_]", "Ա", text)),
}
# What another language would do with quotation marks is not known to be wrong: there ״ stands in
# abbreviations, ‘ and ’ are apostrophes, 《 》 are no quotation marks.
UNTOLD = "‘’《》״["
BROKEN = {
    f"{row}: {damage}": (language, source, harm(target), code)
    for damage, (code, sources, harm) in DAMAGE.items()
    for row, (language, source, target) in ROWS.items()
    if source in sources and harm(target) != target
    if code != "quote" or not any(mark in target for mark in UNTOLD)
}


@pytest.mark.parametrize(("language", "source", "target", "code"), BROKEN.values(), ids=BROKEN)
def test_what_has_gone_wrong_is_found(language: str, source: str, target: str, code: str) -> None:
    assert code in [message.partition(":")[0] for message in found(language, source, target)]
