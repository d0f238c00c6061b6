/** Work that students of the demonstration hand in, by discipline. */
export const works: Record<string, string[]> = {
  PROG1: [
    'Программа эки санды окуп, алардын суммасын жана орточо маанисин чыгарат.\n\na = float(input())\nb = float(input())\nprint(a + b, (a + b) / 2)\n\nТекшердим: 3 жана 5 үчүн 8.0 жана 4.0 чыкты.',
    'Тапшырма аткарылды. Терс сан киргизилсе, программа кайра сурайт:\n\nwhile True:\n    n = int(input())\n    if n >= 0:\n        break\n    print("Оң сан киргизиңиз")',
    'Решение с функцией, проверено на трёх примерах:\n\ndef average(values):\n    return sum(values) / len(values) if values else 0\n\nprint(average([4, 5, 3]))',
  ],
  GRAPH1: [
    'Тетиктин үч көрүнүшү 1:2 масштабында чийилди. Негизги көрүнүштө бийиктиги 60 мм, туурасы 90 мм. Өлчөмдөр стандарт боюнча коюлду.',
    'Выполнены три вида детали и разрез А–А. Масштаб 1:1, формат А3. Размеры проставлены от базовой поверхности.',
    'Чийме аткарылды: кесилиште штрихтөө 45° бурч менен, көрүнбөгөн контур үзүк сызык менен берилди.',
  ],
  TENG1: [
    'A micrometer is a precision instrument that is used to measure small dimensions. It consists of a frame, an anvil, a spindle and a thimble. The workpiece is placed between the anvil and the spindle.',
    'Our laboratory has ten computers and one 3D printer. The printer melts plastic and builds a part layer by layer. Before printing, the model must be checked for errors.',
    'To replace the fuse, first switch off the power supply. Then open the cover, remove the old fuse and insert a new one of the same rating. Finally, close the cover and switch the power on.',
  ],
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
