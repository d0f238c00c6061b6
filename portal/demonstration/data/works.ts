/** Work that students of the demonstration hand in, by discipline and by the assignment that it answers. */
export const works: Record<string, Record<string, string[]>> = {
  PROG1: {
    'lab-1': [
      '# Беш мисал текшерилди: 250 → 350,00; 700 → 980,00; 701 → 982,60; 900 → 1500,00; терс айырма → билдирүү\nold = int(input("Мурдагы көрсөткүч: "))\nnew = int(input("Азыркы көрсөткүч: "))\nif new < old:\n    print("Азыркы көрсөткүч мурдагыдан кичине")\nelse:\n    used = new - old\n    cheap = min(used, 700) * 1.40\n    dear = max(used - 700, 0) * 2.60\n    print(used, f"{cheap:.2f}", f"{dear:.2f}", f"{cheap + dear:.2f}")\n    if used > 1000:\n        print("Кеңеш: керексиз жарыкты өчүрүңүз")',
      '# Проверено пять примеров: 250 → 350,00; 700 → 980,00; 701 → 982,60; 900 → 1500,00; меньше прежнего → сообщение\nold = int(input("Прежнее показание: "))\nnew = int(input("Нынешнее показание: "))\nif new < old:\n    print("Нынешнее показание меньше прежнего")\nelse:\n    used = new - old\n    cheap = min(used, 700) * 1.40\n    dear = max(used - 700, 0) * 2.60\n    print(used, f"{cheap:.2f}", f"{dear:.2f}", f"{cheap + dear:.2f}")\n    if used > 1000:\n        print("Совет: выключайте лишний свет")',
    ],
    'lab-2': [
      'Төрт функция төмөндө, киргизүү менен чыгаруу main() ичинде гана. Текшердим: digit_sum(4072) → 13, gcd(84, 36) → 12, compound(10000, 12, 3) → 14049.28, primes(30) → 10.\n\ndef digit_sum(n):\n    """Цифралардын суммасы"""\n    total = 0\n    while n > 0:\n        total += n % 10\n        n //= 10\n    return total\n\ndef gcd(a, b):\n    """Эң чоң жалпы бөлүүчү, Евклид алгоритми"""\n    while b != 0:\n        a, b = b, a % b\n    return a\n\ndef compound(amount, rate, years):\n    """Жыл сайын пайыз кошулган сумма"""\n    for _ in range(years):\n        amount *= 1 + rate / 100\n    return round(amount, 2)\n\ndef primes(limit):\n    """limit санына чейинки жөнөкөй сандардын саны"""\n    count = 0\n    for n in range(2, limit + 1):\n        if all(n % d for d in range(2, int(n ** 0.5) + 1)):\n            count += 1\n    return count',
      'Четыре функции без ввода и вывода; меню в main() повторяется до 0 и на неверный пункт отвечает сообщением. Примеры из задания сошлись: 13, 12, 14049.28, 10.\n\ndef digit_sum(n):\n    """Сумма цифр числа"""\n    total = 0\n    while n > 0:\n        total += n % 10\n        n //= 10\n    return total\n\ndef gcd(a, b):\n    """Наибольший общий делитель, алгоритм Евклида"""\n    while b != 0:\n        a, b = b, a % b\n    return a\n\ndef compound(amount, rate, years):\n    """Сумма через years лет"""\n    for _ in range(years):\n        amount *= 1 + rate / 100\n    return round(amount, 2)\n\ndef primes(limit):\n    """Количество простых чисел до limit"""\n    count = 0\n    for n in range(2, limit + 1):\n        if all(n % d for d in range(2, int(n ** 0.5) + 1)):\n            count += 1\n    return count',
    ],
    'lab-3': [
      'journal.csv файлында 12 студент бар, эки жерде «не явился» турат; орточо эсептөөдө ал сабак кошулбайт. Алты тест тең өттү, report.txt UTF-8 менен жазылды. Негизги бөлүгү:\n\nGRADES = [(90, "A"), (80, "B"), (70, "C"), (60, "D")]\n\ndef average(points):\n    known = [one for one in points if one is not None]\n    return sum(known) / len(known) if known else None\n\ndef letter(value):\n    for least, name in GRADES:\n        if value >= least:\n            return name\n    return "F"',
      'Программа читает journal.csv (12 студентов), пропуски не учитывает, распределение оценок считает словарём; отчёт упорядочен по убыванию среднего балла. Тесты: среднее, границы 89,9 и 90, пустой список, «не явился» — все проходят.\n\nGRADES = [(90, "A"), (80, "B"), (70, "C"), (60, "D")]\n\ndef average(points):\n    known = [one for one in points if one is not None]\n    return sum(known) / len(known) if known else None\n\ndef letter(value):\n    for least, name in GRADES:\n        if value >= least:\n            return name\n    return "F"',
    ],
  },
  GRAPH1: {
    'lab-1': [
      'Пластинанын контуру A4 форматта 1:1 масштабында чийилди (n = 4, борборлордун аралыгы 88 мм). R40 жаасынын борбору 22 + 40 = 62 мм жана 16 + 40 = 56 мм радиустар менен табылды, эки жанышуу чекити белгиленди, түзүү сызыктары калтырылды.',
      'Контур пластины, A4, масштаб 1:1, n = 6: расстояние между центрами 92 мм. Центр сопряжения R40 найден радиусами 62 и 56 мм, обе точки касания отмечены, внизу общая касательная. Рамка и основная надпись выполнены.',
    ],
    'lab-2': [
      'Таянычтын үч көрүнүшү A3 форматта чийилди (n = 10, негиз 120 × 60 × 15 мм). Башкы көрүнүштүн оң жарымы — фронталдык кесилиш, сол көзөнөк жергиликтүү кесилиш менен ачылды. Көлөмү: 108 + 68,4 − 27,1 − 3,4 ≈ 146 см³.',
      'Выполнены три вида опоры и разрез правой половины главного вида (n = 5, основание 110 × 60 × 15 мм). Левое отверстие ⌀12 открыто местным разрезом, штриховка в одну сторону. Объём: 99 + 68,4 − 27,1 − 3,4 ≈ 137 см³.',
    ],
    'lab-3': [
      'Суу түтүгүнүн муфтасы штангенциркуль менен өлчөндү: узундугу 34 мм, сырткы диаметри 26 мм, ичинде G1/2 бурамасы. Башкы көрүнүш катары октук кесилиш тандалды, анткени ал ички форманы толук көрсөтөт; экинчи көрүнүш алты кырды берет. Эң так өлчөм — бурама, анткени ага түтүк туташат.',
      'Деталь — гайка крепления велосипедного колеса: размер под ключ 15 мм, высота 9 мм, резьба M10 × 1. Главный вид — половина вида с половиной разреза, второй вид показывает шестигранник. Самый точный размер — резьба: от неё зависит посадка на ось. Эскиз, рабочий чертёж и изометрия выполнены.',
    ],
  },
  TENG1: {
    'lab-1': [
      'A centrifugal pump is a device that moves liquid by means of a rotating wheel. It consists of a casing, an impeller, a shaft and a seal. The impeller is driven by an electric motor. Water is drawn into the centre and is thrown outwards by the blades. The pressure is increased in the casing. Such pumps are used in irrigation; a small one delivers 6 m³ per hour.\n\nСөздүкчө: impeller — жумушчу дөңгөлөк; casing — корпус; shaft — вал; seal — тыгыздагыч.',
      'A transformer is a device that changes the voltage of alternating current. It consists of a steel core, a primary winding, a secondary winding and a tank. The primary winding is connected to the network. A magnetic field is created in the core, and a voltage is induced in the secondary winding. The windings are cooled by oil. A village transformer lowers 10 kV to 400 V.\n\nСловарик: core — сердечник; winding — обмотка; tank — бак; voltage — напряжение.',
    ],
    'lab-2': [
      'Using the 3D printer. Before you start: you must check that the plate is clean; you must not open the door while the printer is working; make sure that there is enough plastic. Operation: 1. Switch the printer on. 2. Wait until the nozzle is hot. 3. Load the model. 4. Press Start. 5. After finishing the print, let the plate cool. WARNING: the nozzle reaches 210 °C and can burn you; do not touch it.\n\nКурсташым 4-кадамда кайсы баскыч экенин сурады; экрандагы атын коштум.',
      'Using the soldering iron. Before you start: you must wear glasses; you must not work near paper; make sure the stand is stable. Operation: 1. Put the iron on its stand. 2. Switch it on and wait until it is hot. 3. Clean the tip before soldering. 4. Heat the joint for two seconds. 5. Add solder. 6. If the joint is dull, heat it again. WARNING: the tip can cause serious burns; hold only the handle.\n\nОднокурсник спросил, сколько ждать нагрева; я дописал: about two minutes.',
    ],
    'lab-3': [
      'Introduction. The boiling time of water in an electric kettle was measured. Method. Five volumes were heated from 15 °C, and the time was taken with a phone. Results. 0.3 l — 75 s, 0.6 l — 138 s, 0.9 l — 201 s, 1.2 l — 266 s, 1.5 l — 330 s. From 0.3 l to 1.5 l the time rose by 340 %. Discussion. The results suggest that the time depends on the volume almost linearly. Only the water that is needed should be boiled.',
      'Introduction. The speed of the home internet was measured at different hours. Method. Five measurements were made on one day with the same laptop. Results. 08:00 — 41 Mbit/s, 12:00 — 36, 16:00 — 33, 20:00 — 18, 23:00 — 29. Between 08:00 and 20:00 the speed fell by 56 %. Discussion. The results suggest that the line is shared by many users in the evening. Large files should be downloaded in the morning.',
    ],
  },
}

/** Comments that teachers leave. */
export const comments = {
  good: [
    'Абдан жакшы, так жана толук аткарылган.',
    'Отлично: решение полное и аккуратное.',
    'Жакшы иш! Кийинкисинде чектик учурларды да текшериңиз.',
  ],
  fair: [
    'Негизинен туура, бирок түшүндүрмөсү кыска. Экинчи бөлүгүн толуктаңыз.',
    'Верно в основном; проверьте оформление и добавьте вывод.',
    'Жакшы, бирок өлчөм бирдиктерин көрсөтүүнү унутпаңыз.',
  ],
  weak: [
    'Тапшырманын экинчи бөлүгү жок. Лекцияны кайра окуп, консультацияга келиңиз.',
    'Есть ошибки в решении: разберите пример из лекции и приходите на консультацию.',
  ],
}
