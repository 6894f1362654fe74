"""The script and the region that a language is likely to have (UTS 35, likely subtags).

Made by scripts/cldr.py from CLDR 48.2.0 and Unicode 17.0.0; run it instead of editing this.
Copyright (C) 2004-2026 Unicode, Inc., under the Unicode License v3, which is in
LICENSES/Unicode-3.0.txt.
"""

from __future__ import annotations

# The script and the region of a language, and of one with a script or a region.
LIKELY = """\
aa=Latn-ET ab=Cyrl-GE abq-Latn=Latn-TR abq-TR=Latn-TR abq=Cyrl-RU ae=Avst-IR af=Latn-ZA agq=Latn-CM
ak=Latn-GH am=Ethi-ET an=Latn-ES ann=Latn-NG apc=Arab-SY ar=Arab-EG arc-Hatr=Hatr-IQ
arc-Nbat=Nbat-JO arc-Palm=Palm-SY arc=Armi-IR arn=Latn-CL as=Beng-IN asa=Latn-TZ ast=Latn-ES
av=Cyrl-RU ay=Latn-BO az-Arab=Arab-IR az-IQ=Arab-IQ az-IR=Arab-IR az-RU=Cyrl-RU az=Latn-AZ
ba=Cyrl-RU bal=Arab-PK bap-Krai=Krai-IN bap=Deva-NP bas=Latn-CM be=Cyrl-BY bem=Latn-ZM bew=Latn-ID
bez=Latn-TZ bg=Cyrl-BG bgc=Deva-IN bgn=Arab-PK bho=Deva-IN bi=Latn-VU blo=Latn-BJ blt=Tavt-VN
bm=Latn-ML bn=Beng-BD bo=Tibt-CN bqi=Arab-IR br=Latn-FR brx=Deva-IN bs=Latn-BA bss=Latn-CM
bua=Cyrl-RU byn=Ethi-ER ca=Latn-ES cad=Latn-US cch=Latn-NG ccp=Cakm-BD ce=Cyrl-RU ceb=Latn-PH
cgg=Latn-UG ch=Latn-GU cho=Latn-US chr=Cher-US cic=Latn-US ckb=Arab-IQ co=Latn-FR cop=Copt-EG
cr=Cans-CA cs=Latn-CZ csw=Cans-CA cu-Glag=Glag-BG cu=Cyrl-RU cv=Cyrl-RU cy=Latn-GB da=Latn-DK
dav=Latn-KE de=Latn-DE dje=Latn-NE doi=Deva-IN dsb=Latn-DE dua=Latn-CM dv=Thaa-MV dyo=Latn-SN
dz=Tibt-BT ebu=Latn-KE ee=Latn-GH el=Grek-GR en-Shaw=Shaw-GB en=Latn-US eo=Latn-001 es=Latn-ES
et=Latn-EE eu=Latn-ES ewo=Latn-CM fa=Arab-IR ff-Adlm=Adlm-GN ff=Latn-SN fi=Latn-FI fil=Latn-PH
fj=Latn-FJ fo=Latn-FO fr=Latn-FR frr=Latn-DE fur=Latn-IT fy=Latn-NL ga=Latn-IE gaa=Latn-GH
gd=Latn-GB gez=Ethi-ET gl=Latn-ES gn=Latn-PY gsw=Latn-CH gu=Gujr-IN guz=Latn-KE gv=Latn-IM
ha-CM=Arab-CM ha-SD=Arab-SD ha=Latn-NG hak-Hant=Hant-TW hak-TW=Hant-TW hak=Hans-CN haw=Latn-US
he=Hebr-IL hi=Deva-IN hnj-Hmng=Hmng-LA hnj=Hmnp-US ho=Latn-PG hr=Latn-HR hsb=Latn-DE ht=Latn-HT
hu=Latn-HU hy=Armn-AM hz=Latn-NA ia=Latn-001 id=Latn-ID ie=Latn-EE ig=Latn-NG ii=Yiii-CN ik=Latn-US
in=Latn-ID io=Latn-001 is=Latn-IS it=Latn-IT iu=Cans-CA iw=Hebr-IL ja=Jpan-JP jbo=Latn-001
jgo=Latn-CM ji=Hebr-UA jmc=Latn-TZ jv=Latn-ID jw=Latn-ID ka=Geor-GE kaa=Cyrl-UZ kab=Latn-DZ
kaj=Latn-NG kam=Latn-KE kcg=Latn-NG kde=Latn-TZ kea=Latn-CV kek=Latn-GT ken=Latn-CM kg=Latn-CD
kgp=Latn-BR khq=Latn-ML ki=Latn-KE kj=Latn-NA kk-AF=Arab-AF kk-Arab=Arab-CN kk-CN=Arab-CN
kk-IR=Arab-IR kk-MN=Arab-MN kk=Cyrl-KZ kkj=Latn-CM kl=Latn-GL kln=Latn-KE km=Khmr-KH kn=Knda-IN
ko=Kore-KR kok=Deva-IN kpe=Latn-LR kr=Latn-NG ks=Arab-IN ksb=Latn-TZ ksf=Latn-CM ksh=Latn-DE
ku-AM=Cyrl-AM ku-AZ=Cyrl-AZ ku-Arab=Arab-IQ ku-Cyrl=Cyrl-AM ku-GE=Cyrl-GE ku-IQ=Arab-IQ
ku-IR=Arab-IR ku-LB=Arab-LB ku-TM=Cyrl-TM ku-Yezi=Yezi-GE ku=Latn-TR kv=Cyrl-RU kw=Latn-GB
kxv=Latn-IN ky-Arab=Arab-CN ky-CN=Arab-CN ky-Latn=Latn-TR ky-TR=Latn-TR ky=Cyrl-KG la=Latn-VA
lag=Latn-TZ lb=Latn-LU lg=Latn-UG li=Latn-NL lif-Limb=Limb-IN lif=Deva-NP lij=Latn-IT lkt=Latn-US
lld=Latn-IT lmo=Latn-IT ln=Latn-CD lo=Laoo-LA lrc=Arab-IR lt=Latn-LT ltg=Latn-LV lu=Latn-CD
luo=Latn-KE luy=Latn-KE lv=Latn-LV lzz-GE=Geor-GE lzz-Geor=Geor-GE lzz=Latn-TR mai=Deva-IN
man-Nkoo=Nkoo-GN man=Latn-GM mas=Latn-KE mdf=Cyrl-RU mer=Latn-KE mey-Latn=Latn-SN mey-SN=Latn-SN
mey=Arab-DZ mfe=Latn-MU mg=Latn-MG mgh=Latn-MZ mgo=Latn-CM mh=Latn-MH mhn=Latn-IT mi=Latn-NZ
mic=Latn-CA mk=Cyrl-MK ml=Mlym-IN mn-CN=Mong-CN mn-Mong=Mong-CN mn=Cyrl-MN mni=Beng-IN mo=Latn-RO
moh=Latn-CA mr=Deva-IN ms-CC=Arab-CC ms=Latn-MY mt=Latn-MT mua=Latn-CM mus=Latn-US mww=Hmnp-US
my=Mymr-MM myv=Cyrl-RU mzn=Arab-IR na=Latn-NR nan-Hant=Hant-TW nan-MO=Hant-MO nan-TW=Hant-TW
nan=Hans-CN naq=Latn-NA nb=Latn-NO nd=Latn-ZW nds=Latn-DE ne=Deva-NP ng=Latn-NA nl=Latn-NL
nmg=Latn-CM nn=Latn-NO nnh=Latn-CM no=Latn-NO nqo=Nkoo-GN nr=Latn-ZA nso=Latn-ZA nus=Latn-SS
nv=Latn-US ny=Latn-MW nyn=Latn-UG oc=Latn-FR oj=Cans-CA oka=Latn-CA om=Latn-ET or=Orya-IN
os=Cyrl-GE osa=Osge-US pa-Arab=Arab-PK pa-PK=Arab-PK pa=Guru-IN pal-Phlp=Phlp-CN pal=Phli-IR
pap=Latn-CW pcm=Latn-NG pi-Deva=Deva-IN pi-IN=Deva-IN pi-LK=Sinh-LK pi-MM=Mymr-MM pi-Mymr=Mymr-MM
pi-Sinh=Sinh-LK pi-TH=Thai-TH pi-Thai=Thai-TH pi=Latn-GB pis=Latn-SB pl=Latn-PL pms=Latn-IT
pnt-Cyrl=Cyrl-RU pnt-Latn=Latn-TR pnt-RU=Cyrl-RU pnt-TR=Latn-TR pnt=Grek-GR prg=Latn-PL ps=Arab-AF
pt=Latn-BR qu=Latn-PE quc=Latn-GT raj=Deva-IN rhg=Rohg-MM rif=Latn-MA rm=Latn-CH rn=Latn-BI
ro=Latn-RO rof=Latn-TZ ru=Cyrl-RU rw=Latn-RW rwk=Latn-TZ sa=Deva-IN sah=Cyrl-RU saq=Latn-KE
sat=Olck-IN sbp=Latn-TZ sc=Latn-IT scn=Latn-IT sd-Deva=Deva-IN sd-IN=Deva-IN sd-Khoj=Khoj-IN
sd-Sind=Sind-IN sd=Arab-PK sdh=Arab-IR se=Latn-NO seh=Latn-MZ ses=Latn-ML sg=Latn-CF sgs=Latn-LT
shi=Tfng-MA shn=Mymr-MM si=Sinh-LK sid=Latn-ET sk=Latn-SK skr=Arab-PK sl=Latn-SI sm=Latn-WS
sma=Latn-SE smj=Latn-SE smn=Latn-FI sms=Latn-FI sn=Latn-ZW so=Latn-SO sq=Latn-AL sr-ME=Latn-ME
sr-RO=Latn-RO sr-TR=Latn-TR sr=Cyrl-RS ss=Latn-ZA ssy=Latn-ER st=Latn-ZA stu-CN=Tale-CN
stu-Tale=Tale-CN stu=Lana-MM su=Latn-ID suz=Deva-NP sv=Latn-SE sw=Latn-TZ syr=Syrc-IQ szl=Latn-PL
ta=Taml-IN te=Telu-IN teo=Latn-UG tg-Arab=Arab-PK tg-PK=Arab-PK tg=Cyrl-TJ th=Thai-TH ti=Ethi-ET
tig=Ethi-ER tk=Latn-TM tl=Latn-PH tn=Latn-ZA to=Latn-TO tok=Latn-001 tpi=Latn-PG tr=Latn-TR
trv=Latn-TW trw=Arab-PK ts=Latn-ZA tt=Cyrl-RU twq=Latn-NE ty=Latn-PF tyv=Cyrl-RU tzm=Latn-MA
ug-Cyrl=Cyrl-KZ ug-KZ=Cyrl-KZ ug-MN=Cyrl-MN ug=Arab-CN uk=Cyrl-UA unr-Deva=Deva-NP unr-NP=Deva-NP
unr=Beng-IN ur=Arab-PK uz-AF=Arab-AF uz-Arab=Arab-AF uz-CN=Cyrl-CN uz=Latn-UZ vai=Vaii-LR
ve=Latn-ZA vec=Latn-IT vi=Latn-VN vmw=Latn-MZ vo=Latn-001 vun=Latn-TZ wa=Latn-BE wae=Latn-CH
wal=Ethi-ET wbp=Latn-AU wo=Latn-SN xh=Latn-ZA xnr=Deva-IN xog=Latn-UG yav=Latn-CM yi=Hebr-UA
yo=Latn-NG yrl=Latn-BR yue-CN=Hans-CN yue-Hans=Hans-CN yue=Hant-HK za=Latn-CN zgh=Tfng-MA
zh-AU=Hant-AU zh-BN=Hant-BN zh-Bopo=Bopo-TW zh-GB=Hant-GB zh-GF=Hant-GF zh-HK=Hant-HK
zh-Hanb=Hanb-TW zh-Hant=Hant-TW zh-ID=Hant-ID zh-MO=Hant-MO zh-PA=Hant-PA zh-PF=Hant-PF
zh-PH=Hant-PH zh-SR=Hant-SR zh-TH=Hant-TH zh-TW=Hant-TW zh-US=Hant-US zh-VN=Hant-VN zh=Hans-CN
zu=Latn-ZA
"""
# The scripts of a language that has several, and of one in a region; the likely first.
SCRIPTS = """\
az-AZ=Latn-Cyrl az-IQ=Arab az-IR=Arab az-RU=Cyrl az-TR=Latn-Arab az=Latn-Arab-Cyrl bm=Latn-Nkoo
bs=Latn-Cyrl ccp=Cakm-Beng cr=Cans-Latn en-GB=Latn-Shaw en-US=Latn-Dsrt en=Latn-Dsrt-Shaw
ff=Latn-Adlm ha-CM=Arab ha-SD=Arab ha=Latn-Arab hnj=Hmnp-Laoo iu=Cans-Latn kaa=Cyrl-Latn kk-AF=Arab
kk-CN=Arab kk-IR=Arab kk-KZ=Cyrl kk-MN=Arab kk=Cyrl-Arab kok=Deva-Latn ks=Arab-Deva ku-AM=Cyrl
ku-AZ=Cyrl ku-GE=Cyrl ku-IQ=Arab-Latn ku-IR=Arab ku-LB=Arab ku-TM=Cyrl ku-TR=Latn ku=Latn-Arab-Cyrl
kxv=Latn-Deva-Orya-Telu ky-CN=Arab ky-KG=Cyrl ky-TR=Latn ky=Cyrl-Arab-Latn lif-NP=Deva
lif=Deva-Limb lzz-GE=Geor lzz-TR=Latn lzz=Latn-Geor man=Latn-Nkoo mn-CN=Mong mn=Cyrl-Mong
mni=Beng-Mtei ms-CC=Arab ms=Latn-Arab mww=Hmnp-Latn pa-IN=Guru pa-PK=Arab pa=Guru-Arab pi-GB=Latn
pi-IN=Deva pi-LK=Sinh pi-MM=Mymr pi-TH=Thai pi=Latn-Deva-Mymr-Sinh-Thai pnt-GR=Grek pnt-RU=Cyrl
pnt=Grek-Cyrl rif=Latn-Tfng sat=Olck-Deva sd-IN=Deva sd-PK=Arab sd=Arab-Deva shi=Tfng-Arab-Latn
sr-ME=Latn-Cyrl sr-RO=Latn sr-TR=Latn sr=Cyrl-Latn stu-CN=Tale stu-MM=Lana stu=Lana-Tale
suz=Deva-Sunu tg-PK=Arab tg-TJ=Cyrl-Latn tg=Cyrl-Arab-Latn tk=Latn-Arab-Cyrl tzm=Latn-Tfng
ug-CN=Arab ug-KZ=Cyrl ug-MN=Cyrl ug=Arab-Cyrl unr-IN=Beng unr-NP=Deva unr=Beng-Deva uz-AF=Arab
uz-CN=Cyrl uz-UZ=Latn-Cyrl uz=Latn-Arab-Cyrl vai=Vaii-Latn
"""
# Other names of languages, in lower case, and of regions.
LANGUAGE_ALIASES = """\
aa-saaho=ssy aar=aa abk=ab adp=dz afr=af ajp=apc aka=ak alb=sq als=sq amh=am ara=ar arb=ar arg=an
arm=hy art-lojban=jbo asm=as ava=av ave=ae aym=ay ayr=ay aze=az azj=az bak=ba bam=bm baq=eu bcc=bal
bel=be ben=bn bh=bho bih=bho bis=bi bod=bo bos=bs bre=br bul=bg bur=my bxk=luy bxr=bua cat=ca
ces=cs cha=ch che=ce chi=zh chu=cu chv=cv cld=syr cls=sa cmn=zh cnr=sr-ME cor=kw cos=co cre=cr
cwd=cr cym=cy cze=cs dan=da deu=de dgo=doi div=dv drh=mn drw=fa-AF dut=nl dzo=dz ekk=et ell=el
emk=man en-gb-oed=en-GB-oxendict eng=en epo=eo esk=ik est=et eus=eu ewe=ee fao=fo fas=fa fat=ak
fij=fj fin=fi fra=fr fre=fr fry=fy fuc=ff ful=ff gaz=om geo=ka ger=de gla=gd gle=ga glg=gl glv=gv
gom=kok gre=el grn=gn gug=gn guj=gu hat=ht hau=ha hbs=sr-Latn heb=he her=hz hin=hi hmo=ho hrv=hr
hun=hu hye=hy i-hak=hak i-lux=lb i-navajo=nv ibo=ig ice=is ido=io iii=ii ike=iu iku=iu ile=ie in=id
ina=ia ind=id ipk=ik isl=is ita=it iw=he jav=jv ji=yi jpn=ja jw=jv kal=kl kan=kn kas=ks kat=ka
kau=kr kaz=kk khk=mn khm=km kik=ki kin=rw kir=ky kmr=ku knc=kr kng=kg kom=kv kon=kg kor=ko kpv=kv
kua=kj kur=ku lao=lo lat=la lav=lv lim=li lin=ln lit=lt ltz=lb lub=lu lug=lg lvs=lv mac=mk mah=mh
mal=ml mao=mi mar=mr may=ms mkd=mk mlg=mg mlt=mt mo=ro mol=ro mon=mn mri=mi msa=ms mup=raj mya=my
nau=na nav=nv nb=no nbl=nr nde=nd ndo=ng nep=ne nld=nl nno=nn no-bok=no no-bokmal=no no-nyn=nn
no-nynorsk=nn nob=no nor=no npi=ne nya=ny oci=oc ojg=oj oji=oj ori=or orm=om ory=or oss=os pan=pa
pbu=ps per=fa pes=fa pli=pi plt=mg pol=pl por=pt prp=gu prs=fa-AF pus=ps que=qu quz=qu roh=rm
ron=ro rum=ro run=rn rus=ru sag=sg san=sa scc=sr scr=hr sh=sr-Latn sin=si slk=sk slo=sk slv=sl
sme=se smo=sm sna=sn snd=sd som=so sot=st spa=es spy=kln sqi=sq src=sc srd=sc srp=sr ssw=ss sun=su
swa=sw swc=sw-CD swe=sv swh=sw tah=ty tam=ta tat=tt tel=te tgk=tg tgl=fil tha=th tib=bo tir=ti
tl=fil tnf=fa-AF ton=to tsn=tn tso=ts tuk=tk tur=tr tw=ak twi=ak uig=ug ukr=uk urd=ur uzb=uz uzn=uz
ven=ve vie=vi vol=vo wel=cy wln=wa wol=wo xho=xh xpe=kpe ydd=yi yid=yi yor=yo zh-chs=zh-Hans
zh-cht=zh-Hant zh-cmn-hans=zh-Hans zh-cmn-hant=zh-Hant zh-cmn=zh zh-guoyu=zh zh-hakka=hak
zh-min-nan=nan zh-yue=yue zha=za zho=zh zsm=ms zul=zu zyb=za
"""
REGION_ALIASES = """\
AN=CW BU=MM CS=RS CT=KI DD=DE DY=BJ FQ=AQ FX=FR HV=BF JT=UM MI=UM NH=VU NQ=AQ NT=SA PC=FM PU=UM
PZ=PA QU=EU RH=ZW SU=RU TP=TL UK=GB VD=VN WK=UM YD=YE YU=RS ZR=CD
"""
