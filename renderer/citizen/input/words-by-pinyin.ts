/**
 * Words a citizen is likely to need on the plain keyboard, each with its pinyin syllables: first the
 * prefecture-level divisions (a new line a province), then words hospitals are named with.
 * A real pinyin keyboard replaces this list; its readers use `candidates` only.
 */
const PLACES = `
北京市 bei jing shi, 上海市 shang hai shi, 天津市 tian jin shi, 重庆市 chong qing shi
石家庄市 shi jia zhuang shi, 唐山市 tang shan shi, 秦皇岛市 qin huang dao shi, 邯郸市 han dan shi, 邢台市 xing tai shi, 保定市 bao ding shi, 张家口市 zhang jia kou shi, 承德市 cheng de shi, 沧州市 cang zhou shi, 廊坊市 lang fang shi, 衡水市 heng shui shi
太原市 tai yuan shi, 大同市 da tong shi, 阳泉市 yang quan shi, 长治市 chang zhi shi, 晋城市 jin cheng shi, 朔州市 shuo zhou shi, 晋中市 jin zhong shi, 运城市 yun cheng shi, 忻州市 xin zhou shi, 临汾市 lin fen shi, 吕梁市 lv liang shi
呼和浩特市 hu he hao te shi, 包头市 bao tou shi, 乌海市 wu hai shi, 赤峰市 chi feng shi, 通辽市 tong liao shi, 鄂尔多斯市 e er duo si shi, 呼伦贝尔市 hu lun bei er shi, 巴彦淖尔市 ba yan nao er shi, 乌兰察布市 wu lan cha bu shi, 兴安盟 xing an meng, 锡林郭勒盟 xi lin guo le meng, 阿拉善盟 a la shan meng
沈阳市 shen yang shi, 大连市 da lian shi, 鞍山市 an shan shi, 抚顺市 fu shun shi, 本溪市 ben xi shi, 丹东市 dan dong shi, 锦州市 jin zhou shi, 营口市 ying kou shi, 阜新市 fu xin shi, 辽阳市 liao yang shi, 盘锦市 pan jin shi, 铁岭市 tie ling shi, 朝阳市 chao yang shi, 葫芦岛市 hu lu dao shi
长春市 chang chun shi, 吉林市 ji lin shi, 四平市 si ping shi, 辽源市 liao yuan shi, 通化市 tong hua shi, 白山市 bai shan shi, 松原市 song yuan shi, 白城市 bai cheng shi, 延边州 yan bian zhou
哈尔滨市 ha er bin shi, 齐齐哈尔市 qi qi ha er shi, 鸡西市 ji xi shi, 鹤岗市 he gang shi, 双鸭山市 shuang ya shan shi, 大庆市 da qing shi, 伊春市 yi chun shi, 佳木斯市 jia mu si shi, 七台河市 qi tai he shi, 牡丹江市 mu dan jiang shi, 黑河市 hei he shi, 绥化市 sui hua shi, 大兴安岭地区 da xing an ling di qu
南京市 nan jing shi, 无锡市 wu xi shi, 徐州市 xu zhou shi, 常州市 chang zhou shi, 苏州市 su zhou shi, 南通市 nan tong shi, 连云港市 lian yun gang shi, 淮安市 huai an shi, 盐城市 yan cheng shi, 扬州市 yang zhou shi, 镇江市 zhen jiang shi, 泰州市 tai zhou shi, 宿迁市 su qian shi
杭州市 hang zhou shi, 宁波市 ning bo shi, 温州市 wen zhou shi, 嘉兴市 jia xing shi, 湖州市 hu zhou shi, 绍兴市 shao xing shi, 金华市 jin hua shi, 衢州市 qu zhou shi, 舟山市 zhou shan shi, 台州市 tai zhou shi, 丽水市 li shui shi
合肥市 he fei shi, 芜湖市 wu hu shi, 蚌埠市 beng bu shi, 淮南市 huai nan shi, 马鞍山市 ma an shan shi, 淮北市 huai bei shi, 铜陵市 tong ling shi, 安庆市 an qing shi, 黄山市 huang shan shi, 滁州市 chu zhou shi, 阜阳市 fu yang shi, 宿州市 su zhou shi, 六安市 lu an shi, 亳州市 bo zhou shi, 池州市 chi zhou shi, 宣城市 xuan cheng shi
福州市 fu zhou shi, 厦门市 xia men shi, 莆田市 pu tian shi, 三明市 san ming shi, 泉州市 quan zhou shi, 漳州市 zhang zhou shi, 南平市 nan ping shi, 龙岩市 long yan shi, 宁德市 ning de shi
南昌市 nan chang shi, 景德镇市 jing de zhen shi, 萍乡市 ping xiang shi, 九江市 jiu jiang shi, 新余市 xin yu shi, 鹰潭市 ying tan shi, 赣州市 gan zhou shi, 吉安市 ji an shi, 宜春市 yi chun shi, 抚州市 fu zhou shi, 上饶市 shang rao shi
济南市 ji nan shi, 青岛市 qing dao shi, 淄博市 zi bo shi, 枣庄市 zao zhuang shi, 东营市 dong ying shi, 烟台市 yan tai shi, 潍坊市 wei fang shi, 济宁市 ji ning shi, 泰安市 tai an shi, 威海市 wei hai shi, 日照市 ri zhao shi, 临沂市 lin yi shi, 德州市 de zhou shi, 聊城市 liao cheng shi, 滨州市 bin zhou shi, 菏泽市 he ze shi
郑州市 zheng zhou shi, 开封市 kai feng shi, 洛阳市 luo yang shi, 平顶山市 ping ding shan shi, 安阳市 an yang shi, 鹤壁市 he bi shi, 新乡市 xin xiang shi, 焦作市 jiao zuo shi, 濮阳市 pu yang shi, 许昌市 xu chang shi, 漯河市 luo he shi, 三门峡市 san men xia shi, 南阳市 nan yang shi, 商丘市 shang qiu shi, 信阳市 xin yang shi, 周口市 zhou kou shi, 驻马店市 zhu ma dian shi
武汉市 wu han shi, 黄石市 huang shi shi, 十堰市 shi yan shi, 宜昌市 yi chang shi, 襄阳市 xiang yang shi, 鄂州市 e zhou shi, 荆门市 jing men shi, 孝感市 xiao gan shi, 荆州市 jing zhou shi, 黄冈市 huang gang shi, 咸宁市 xian ning shi, 随州市 sui zhou shi, 恩施州 en shi zhou
长沙市 chang sha shi, 株洲市 zhu zhou shi, 湘潭市 xiang tan shi, 衡阳市 heng yang shi, 邵阳市 shao yang shi, 岳阳市 yue yang shi, 常德市 chang de shi, 张家界市 zhang jia jie shi, 益阳市 yi yang shi, 郴州市 chen zhou shi, 永州市 yong zhou shi, 怀化市 huai hua shi, 娄底市 lou di shi, 湘西州 xiang xi zhou
广州市 guang zhou shi, 韶关市 shao guan shi, 深圳市 shen zhen shi, 珠海市 zhu hai shi, 汕头市 shan tou shi, 佛山市 fo shan shi, 江门市 jiang men shi, 湛江市 zhan jiang shi, 茂名市 mao ming shi, 肇庆市 zhao qing shi, 惠州市 hui zhou shi, 梅州市 mei zhou shi, 汕尾市 shan wei shi, 河源市 he yuan shi, 阳江市 yang jiang shi, 清远市 qing yuan shi, 东莞市 dong guan shi, 中山市 zhong shan shi, 潮州市 chao zhou shi, 揭阳市 jie yang shi, 云浮市 yun fu shi
南宁市 nan ning shi, 柳州市 liu zhou shi, 桂林市 gui lin shi, 梧州市 wu zhou shi, 北海市 bei hai shi, 防城港市 fang cheng gang shi, 钦州市 qin zhou shi, 贵港市 gui gang shi, 玉林市 yu lin shi, 百色市 bai se shi, 贺州市 he zhou shi, 河池市 he chi shi, 来宾市 lai bin shi, 崇左市 chong zuo shi
海口市 hai kou shi, 三亚市 san ya shi, 三沙市 san sha shi, 儋州市 dan zhou shi
成都市 cheng du shi, 自贡市 zi gong shi, 攀枝花市 pan zhi hua shi, 泸州市 lu zhou shi, 德阳市 de yang shi, 绵阳市 mian yang shi, 广元市 guang yuan shi, 遂宁市 sui ning shi, 内江市 nei jiang shi, 乐山市 le shan shi, 南充市 nan chong shi, 眉山市 mei shan shi, 宜宾市 yi bin shi, 广安市 guang an shi, 达州市 da zhou shi, 雅安市 ya an shi, 巴中市 ba zhong shi, 资阳市 zi yang shi, 阿坝州 a ba zhou, 甘孜州 gan zi zhou, 凉山州 liang shan zhou
贵阳市 gui yang shi, 六盘水市 liu pan shui shi, 遵义市 zun yi shi, 安顺市 an shun shi, 毕节市 bi jie shi, 铜仁市 tong ren shi, 黔西南州 qian xi nan zhou, 黔东南州 qian dong nan zhou, 黔南州 qian nan zhou
昆明市 kun ming shi, 曲靖市 qu jing shi, 玉溪市 yu xi shi, 保山市 bao shan shi, 昭通市 zhao tong shi, 丽江市 li jiang shi, 普洱市 pu er shi, 临沧市 lin cang shi, 楚雄州 chu xiong zhou, 红河州 hong he zhou, 文山州 wen shan zhou, 西双版纳州 xi shuang ban na zhou, 大理州 da li zhou, 德宏州 de hong zhou, 怒江州 nu jiang zhou, 迪庆州 di qing zhou
拉萨市 la sa shi, 日喀则市 ri ka ze shi, 昌都市 chang du shi, 林芝市 lin zhi shi, 山南市 shan nan shi, 那曲市 na qu shi, 阿里地区 a li di qu
西安市 xi an shi, 铜川市 tong chuan shi, 宝鸡市 bao ji shi, 咸阳市 xian yang shi, 渭南市 wei nan shi, 延安市 yan an shi, 汉中市 han zhong shi, 榆林市 yu lin shi, 安康市 an kang shi, 商洛市 shang luo shi
兰州市 lan zhou shi, 嘉峪关市 jia yu guan shi, 金昌市 jin chang shi, 白银市 bai yin shi, 天水市 tian shui shi, 武威市 wu wei shi, 张掖市 zhang ye shi, 平凉市 ping liang shi, 酒泉市 jiu quan shi, 庆阳市 qing yang shi, 定西市 ding xi shi, 陇南市 long nan shi, 临夏州 lin xia zhou, 甘南州 gan nan zhou
西宁市 xi ning shi, 海东市 hai dong shi, 海北州 hai bei zhou, 黄南州 huang nan zhou, 海南州 hai nan zhou, 果洛州 guo luo zhou, 玉树州 yu shu zhou, 海西州 hai xi zhou
银川市 yin chuan shi, 石嘴山市 shi zui shan shi, 吴忠市 wu zhong shi, 固原市 gu yuan shi, 中卫市 zhong wei shi
乌鲁木齐市 wu lu mu qi shi, 克拉玛依市 ke la ma yi shi, 吐鲁番市 tu lu fan shi, 哈密市 ha mi shi, 昌吉州 chang ji zhou, 博州 bo zhou, 巴州 ba zhou, 阿克苏地区 a ke su di qu, 克州 ke zhou, 喀什地区 ka shen di qu, 和田地区 he tian di qu, 伊犁州 yi li zhou, 塔城地区 ta cheng di qu, 阿勒泰地区 a le tai di qu
`;

const HOSPITAL_WORDS = `
人民医院 ren min yi yuan, 中心医院 zhong xin yi yuan, 中医院 zhong yi yuan, 中西医结合医院 zhong xi yi jie he yi yuan, 妇幼保健院 fu you bao jian yuan, 儿童医院 er tong yi yuan, 肿瘤医院 zhong liu yi yuan, 口腔医院 kou qiang yi yuan, 眼科医院 yan ke yi yuan, 第一 di yi, 第二 di er, 第三 di san, 附属医院 fu shu yi yuan, 医学院 yi xue yuan, 医科大学 yi ke da xue, 大学 da xue, 省 sheng, 市 shi, 县 xian, 区 qu, 自治区 zi zhi qu, 社区卫生服务中心 she qu wei sheng fu wu zhong xin, 肺科医院 fei ke yi yuan, 胸科医院 xiong ke yi yuan, 骨科医院 gu ke yi yuan, 精神卫生中心 jing shen wei sheng zhong xin, 传染病医院 chuan ran bing yi yuan, 协和医院 xie he yi yuan, 同济医院 tong ji yi yuan, 华西医院 hua xi yi yuan, 中山医院 zhong shan yi yuan, 瑞金医院 rui jin yi yuan, 仁济医院 ren ji yi yuan, 邵逸夫医院 shao yi fu yi yuan
`;

export type Entry = { readonly word: string; readonly syllables: readonly string[] };

const read = (list: string): Entry[] =>
  list
    .trim()
    .split(/,|\n/)
    .map((line) => {
      const [word = '', ...syllables] = line.trim().split(' ');
      return { word, syllables };
    });

export const ENTRIES: readonly Entry[] = [...read(PLACES), ...read(HOSPITAL_WORDS)];
