import { type Chance, type Weighted, weightedPick } from './chance.ts';

/** 氏 or 名 with its フリガナ. */
export type Reading = readonly [text: string, kana: string];

function readings(text: string): Weighted<Reading> {
  return text
    .trim()
    .split(/\s+/)
    .map((entry) => {
      const [name = '', kana = '', weight = '1'] = entry.split('/');
      return [[name, kana], Number(weight)] as const;
    });
}

/** 氏: the most frequent ones by their share, and some with characters that break toys. */
const SURNAMES = readings(`
佐藤/サトウ/187 鈴木/スズキ/180 高橋/タカハシ/141 田中/タナカ/133 伊藤/イトウ/107 渡辺/ワタナベ/106 山本/ヤマモト/105
中村/ナカムラ/104 小林/コバヤシ/103 加藤/カトウ/89 吉田/ヨシダ/83 山田/ヤマダ/81 佐々木/ササキ/67 山口/ヤマグチ/64
松本/マツモト/63 井上/イノウエ/61 木村/キムラ/57 林/ハヤシ/55 斎藤/サイトウ/54 清水/シミズ/53 山崎/ヤマザキ/48
森/モリ/46 池田/イケダ/45 橋本/ハシモト/45 阿部/アベ/44 石川/イシカワ/42 山下/ヤマシタ/42 中島/ナカジマ/39 石井/イシイ/39
小川/オガワ/38 前田/マエダ/38 岡田/オカダ/37 長谷川/ハセガワ/37 藤田/フジタ/37 後藤/ゴトウ/37 近藤/コンドウ/37
村上/ムラカミ/36 遠藤/エンドウ/33 青木/アオキ/30 坂本/サカモト/30 斉藤/サイトウ/30 福田/フクダ/29 太田/オオタ/29
西村/ニシムラ/29 藤井/フジイ/29 金子/カネコ/28 岡本/オカモト/28 藤原/フジワラ/28 三浦/ミウラ/28 中野/ナカノ/28
中川/ナカガワ/28 原田/ハラダ/27 松田/マツダ/27 竹内/タケウチ/27 小野/オノ/27 田村/タムラ/26 中山/ナカヤマ/26 和田/ワダ/25
石田/イシダ/25 森田/モリタ/24 上田/ウエダ/24 原/ハラ/24 内田/ウチダ/24 柴田/シバタ/23 酒井/サカイ/23 宮崎/ミヤザキ/23
横山/ヨコヤマ/22 高木/タカギ/22 安藤/アンドウ/22 宮本/ミヤモト/22 大野/オオノ/21 小島/コジマ/21 工藤/クドウ/21 谷口/タニグチ/21
今井/イマイ/20 高田/タカダ/20 丸山/マルヤマ/20 増田/マスダ/20 杉山/スギヤマ/20 村田/ムラタ/20 大塚/オオツカ/20
新井/アライ/19 小山/コヤマ/19 平野/ヒラノ/19 藤本/フジモト/19 河野/コウノ/19 上野/ウエノ/19 野口/ノグチ/19 武田/タケダ/19
松井/マツイ/18 千葉/チバ/18 菅原/スガワラ/18 岩崎/イワサキ/18 久保/クボ/18 木下/キノシタ/18 佐野/サノ/18 野村/ノムラ/18
松尾/マツオ/17 菊地/キクチ/17 市川/イチカワ/17 杉本/スギモト/17 古川/フルカワ/17 大西/オオニシ/17 島田/シマダ/17
水野/ミズノ/17 桜井/サクライ/16 渡部/ワタナベ/16 吉川/ヨシカワ/16 高野/タカノ/16 飯田/イイダ/15 西田/ニシダ/15 山内/ヤマウチ/15
北村/キタムラ/15 安田/ヤスダ/14 五十嵐/イガラシ/14 川口/カワグチ/14 平田/ヒラタ/14 関/セキ/14 中田/ナカタ/14 久保田/クボタ/14
東/ヒガシ/13 服部/ハットリ/13 川崎/カワサキ/13 岩田/イワタ/13 福島/フクシマ/13 土屋/ツチヤ/13 辻/ツジ/12 樋口/ヒグチ/12
永井/ナガイ/12 秋山/アキヤマ/12 松岡/マツオカ/12 山中/ヤマナカ/12 大島/オオシマ/12 田口/タグチ/12 本田/ホンダ/12 小池/コイケ/11
渡邊/ワタナベ/20 渡邉/ワタナベ/17 髙橋/タカハシ/12 齋藤/サイトウ/12 齊藤/サイトウ/9 山﨑/ヤマザキ/6 𠮷田/ヨシダ/4 濵田/ハマダ/4
邊見/ヘンミ/1 葛󠄀西/カサイ/1 辻󠄀本/ツジモト/1 曻田/ノボリダ/1 小鳥遊/タカナシ/1 四月一日/ワタヌキ/1
`);

/** 名 by years of birth: until 1945, 1965, 1985, 2005, and later. */
const MEN = [
  '清/キヨシ 正/タダシ 勇/イサム 茂/シゲル 実/ミノル 三郎/サブロウ 勝/マサル 進/ススム 武/タケシ 弘/ヒロシ 昭/アキラ 博/ヒロシ 敏雄/トシオ 義雄/ヨシオ 健二/ケンジ 幸雄/ユキオ',
  '誠/マコト 浩/ヒロシ 隆/タカシ 修/オサム 豊/ユタカ 浩二/コウジ 和彦/カズヒコ 哲也/テツヤ 健一/ケンイチ 茂樹/シゲキ 明/アキラ 秀樹/ヒデキ 正樹/マサキ 聡/サトシ 薫/カオル 一夫/カズオ',
  '健太/ケンタ 大輔/ダイスケ 直樹/ナオキ 剛/ツヨシ 健/ケン 哲平/テッペイ 学/マナブ 亮/リョウ 達也/タツヤ 雄一/ユウイチ 和也/カズヤ 洋平/ヨウヘイ 慎也/シンヤ 拓也/タクヤ 大介/ダイスケ 淳/ジュン',
  '翔太/ショウタ 拓海/タクミ 翔/ショウ 大樹/ダイキ 健人/ケント 蓮/レン 陸/リク 海斗/カイト 駿/シュン 涼太/リョウタ 大地/ダイチ 颯太/ソウタ 優斗/ユウト 一輝/カズキ 直人/ナオト 悠人/ユウト',
  '蓮/レン 湊/ミナト 陽翔/ハルト 蒼/アオイ 悠真/ユウマ 樹/イツキ 律/リツ 朝陽/アサヒ 大翔/ヒロト 新/アラタ 碧/アオ 颯/ハヤテ 結翔/ユイト 暖/ダン 凪/ナギ 陽向/ヒナタ',
].map(readings);

const WOMEN = [
  '和子/カズコ 幸子/サチコ 節子/セツコ 久子/ヒサコ 千代/チヨ 美代子/ミヨコ 文子/フミコ 清子/キヨコ キヨ/キヨ ハル/ハル 敏子/トシコ 芳子/ヨシコ 京子/キョウコ 光子/ミツコ 静/シズ 房江/フサエ',
  '恵子/ケイコ 洋子/ヨウコ 由美子/ユミコ 明美/アケミ 久美子/クミコ 真由美/マユミ 順子/ジュンコ 裕子/ユウコ 智子/トモコ 悦子/エツコ 和美/カズミ 直美/ナオミ 幸恵/ユキエ 典子/ノリコ 美穂/ミホ 千恵/チエ',
  '美香/ミカ 愛/アイ 麻衣/マイ 香織/カオリ 恵/メグミ 綾/アヤ 由佳/ユカ 裕美/ヒロミ 亜希子/アキコ 絵美/エミ 友美/トモミ 真理/マリ 陽子/ヨウコ さやか/サヤカ 千尋/チヒロ 舞/マイ',
  '美咲/ミサキ さくら/サクラ 葵/アオイ 愛美/マナミ 萌/モエ 彩花/アヤカ 七海/ナナミ 菜摘/ナツミ 千夏/チナツ 優花/ユウカ 遥/ハルカ 結衣/ユイ 真央/マオ 桃子/モモコ ひかり/ヒカリ 莉子/リコ',
  '陽葵/ヒマリ 凛/リン 詩/ウタ 結菜/ユイナ 紬/ツムギ 芽依/メイ 澪/ミオ 莉子/リコ 葵/アオイ 咲良/サクラ 心春/コハル 杏/アン 琴音/コトネ 花/ハナ ひなた/ヒナタ 翠/スイ',
].map(readings);

const GENERATION_ENDS = [1945, 1965, 1985, 2005];

const pickSurname = weightedPick(SURNAMES);
const pickMan = MEN.map(weightedPick);
const pickWoman = WOMEN.map(weightedPick);

/** 氏 of a family. */
export function surname(chance: Chance): Reading {
  return pickSurname(chance);
}

/** 名 as parents chose it in that year. */
export function givenName(chance: Chance, sex: '1' | '2', year: number): Reading {
  const found = GENERATION_ENDS.findIndex((end) => year <= end);
  const picks = sex === '1' ? pickMan : pickWoman;
  const pick = picks[found < 0 ? GENERATION_ENDS.length : found];
  if (!pick) throw new Error('no names of that generation');
  return pick(chance);
}

/** Who comes from where: 国籍・地域 by their share of foreign residents, with family and given names in Latin letters. */
export interface Origin {
  nationality: string;
  families: Weighted<Reading>;
  men: Weighted<Reading>;
  women: Weighted<Reading>;
}

function origin(nationality: string, families: string, men: string, women: string): Origin {
  return { nationality, families: readings(families), men: readings(men), women: readings(women) };
}

const CHINA = origin(
  '中国',
  'WANG/ワン/9 LI/リ/9 ZHANG/チャン/8 LIU/リュウ/6 CHEN/チン/6 YANG/ヤン/4 HUANG/コウ/3 ZHAO/チョウ/3 WU/ゴ/3 ZHOU/シュウ/2',
  'WEI/ウェイ HAO/ハオ JUN/ジュン LEI/レイ MING/ミン BO/ボー',
  'FANG/ファン NA/ナ JING/ジン LI/リー XIN/シン YAN/イェン',
);
const VIETNAM = origin(
  'ベトナム',
  'NGUYEN/グエン/12 TRAN/チャン/5 LE/レ/4 PHAM/ファム/3 HOANG/ホアン/2 VU/ヴー/2 DANG/ダン/1',
  'VAN~MINH/ヴァン~ミン DUC~ANH/ドゥック~アイン QUANG/クアン HUY/フイ',
  'THI~HOA/ティ~ホア THI~LAN/ティ~ラン THU/トゥー LINH/リン',
);
const KOREA = origin(
  '韓国',
  'KIM/キム/9 LEE/イ/7 PARK/パク/4 CHOI/チェ/2 JUNG/チョン/2 KANG/カン/1',
  'MINJUN/ミンジュン JIHO/ジホ SEONGMIN/ソンミン',
  'JIWOO/ジウ SEOYEON/ソヨン MINJI/ミンジ',
);
const PHILIPPINES = origin(
  'フィリピン',
  'SANTOS/サントス/4 REYES/レイエス/4 CRUZ/クルス/3 GARCIA/ガルシア/3 MENDOZA/メンドーサ/2',
  'JOSE/ホセ MARK/マーク JOHN~PAUL/ジョン~ポール',
  'MARIA/マリア ANGELICA/アンジェリカ ROSE~ANN/ローズ~アン',
);
const BRAZIL = origin(
  'ブラジル',
  'SILVA/シルバ/5 SOUZA/ソウザ/4 TANAKA/タナカ/3 OLIVEIRA/オリベイラ/3 YAMAMOTO/ヤマモト/2',
  'LUCAS/ルカス RAFAEL/ラファエル BRUNO/ブルーノ',
  'ANA~PAULA/アナ~パウラ JULIANA/ジュリアナ CAMILA/カミラ',
);
const NEPAL = origin(
  'ネパール',
  'GURUNG/グルン/4 THAPA/タパ/4 SHRESTHA/シュレスタ/3 RAI/ライ/2 TAMANG/タマン/2',
  'BISHAL/ビシャル SURESH/スレス RAM/ラム',
  'SITA/シタ ANITA/アニタ PRATIKSHA/プラティクシャ',
);
const AMERICA = origin(
  '米国',
  'SMITH/スミス/4 JOHNSON/ジョンソン/3 BROWN/ブラウン/2 MILLER/ミラー/2',
  'JAMES/ジェームズ MICHAEL/マイケル DAVID/デイビッド',
  'EMILY/エミリー SARAH/サラ ANNA/アンナ',
);

const pickOrigin = weightedPick<Origin>([
  [CHINA, 24],
  [VIETNAM, 17],
  [KOREA, 12],
  [PHILIPPINES, 9],
  [BRAZIL, 6],
  [NEPAL, 6],
  [AMERICA, 4],
]);

/** 国籍・地域 of a family. */
export function originOf(chance: Chance): Origin {
  return pickOrigin(chance);
}

const plain = (text: string) => text.replaceAll('~', ' ');

/** Name in Latin capitals as in the 在留カード, and its フリガナ; the family name of `family` if there is one. */
export function foreignName(chance: Chance, from: Origin, sex: '1' | '2', family?: Reading): Reading {
  const [surnameText, surnameKana] = family ?? weightedPick(from.families)(chance);
  const [given, kana] = weightedPick(sex === '1' ? from.men : from.women)(chance);
  return [`${surnameText} ${plain(given)}`, `${surnameKana}　${plain(kana)}`];
}

/** 氏 in Latin capitals. */
export function foreignFamily(chance: Chance, from: Origin): Reading {
  return weightedPick(from.families)(chance);
}
