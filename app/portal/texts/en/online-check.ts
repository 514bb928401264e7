/** 事前確認の文言 in English. */
export const onlineCheck = {
  'online.title': 'Check whether you can file online',
  'online.lead': 'Answer 7 questions; it takes about 2 minutes. You need not sign in. Your answers are not stored.',
  'online.start': 'Check',
  'online.progress': 'Question {number} / {count}',
  'online.to.title': 'Where are you moving to?',
  'online.to.otherTown': 'Another municipality in Japan',
  'online.to.sameTown': 'Within the same municipality',
  'online.to.otherWard': 'Another ward (区) of the same city (a large city with wards, like Yokohama)',
  'online.to.abroad': 'Abroad',
  'online.to.fromAbroad': 'From abroad to Japan',
  'online.who.title': 'Who is moving?',
  'online.who.hint': 'You can file if you move yourself, or if you live in the same household now.',
  'online.who.withMe': 'I am (alone or with my family)',
  'online.who.householdOnly': 'Only family in my household (I am not moving)',
  'online.who.others': 'Someone outside my household (I want to file for them)',
  'online.residency.title': 'What is your nationality?',
  'online.residency.japanese': 'Japanese',
  'online.residency.foreign': 'Not Japanese (I have a residence record 住民票)',
  'online.residency.notRegistered': 'Not Japanese (no residence record 住民票 yet)',
  'online.card.title': 'Can you use your My Number Card?',
  'online.card.hint':
    'The card shows how long it is valid. Check also how long the electronic certificate (電子証明書) is valid.',
  'online.card.valid': 'Yes (the card and the electronic certificate 電子証明書 are valid)',
  'online.card.unsure': 'I have a card, but I do not know how long the electronic certificate (電子証明書) is valid',
  'online.card.ended': 'It has expired',
  'online.card.none': 'I have none, or I lost it',
  'online.age.title': 'Are you 15 years old or older?',
  'online.age.hint': 'Cards of children under 15 have no electronic certificate (電子証明書) for signing.',
  'online.age.adult': '15 or older',
  'online.age.child': 'Under 15',
  'online.pins.title': 'Do you know your three PINs?',
  'online.pins.hint':
    'Login PIN (利用者証明用, 4 digits), card reading PIN (券面事項入力補助用, 4 digits) and signature PIN (署名用, 6 to 16 characters).',
  'online.pins.known': 'Yes',
  'online.pins.unsure': 'I do not know all of them, or I am not sure',
  'online.movingOn.title': 'When do you move?',
  'online.movingOn.hint': 'The day you begin to live at the new address. Example: 30 November 2026 (Reiwa 8)',
  'online.movingOn.undecided': 'The day is not decided yet',
  'online.answers': 'Your answers',
  'online.day': 'Moving date',
  'online.day.undecided': 'Not decided yet',
  'online.again': 'Start again',
  'online.yes.title': 'You can file online',
  'online.yes.window': 'Please file between 30 days before and 10 days after the move.',
  'online.yes.latest': 'After filing, you go to the counter of the new municipality. The last day is {date}.',
  'online.yes.prepare': 'What you need',
  'online.yes.counter':
    'At the counter you also use a fourth PIN: the resident register PIN (住民基本台帳用, 4 digits).',
  'online.yes.button': 'Sign in and start',
  'online.hint.householdOnly': 'At the counter you need the card of at least one of the people who move.',
  'online.hint.foreign':
    'Bring also the residence card (在留カード) or special permanent resident certificate (特別永住者証明書) of everyone who moves.',
  'online.hint.cardUnsure':
    'The card app tells you before signing how long the electronic certificate (電子証明書) is valid.',
  'online.hint.pinsUnsure': 'If you do not know a PIN, check it before you file, or have a new one set.',
  'rehearsal.title': 'The four PINs',
  'rehearsal.authentication': 'Login PIN (利用者証明用, 4 digits): used to sign in. It is locked after 3 mistakes.',
  'rehearsal.cardSurface':
    'Card reading PIN (券面事項入力補助用, 4 digits): used to read your name and address. It is locked after 3 mistakes.',
  'rehearsal.signature':
    'Signature PIN (署名用, 6 to 16 characters): used to sign the notification. It is locked after 5 mistakes.',
  'rehearsal.residentRegister':
    'Resident register PIN (住民基本台帳用, 4 digits): used at the counter of the new municipality. It is locked after 3 mistakes.',
  'rehearsal.reset': 'If you have forgotten a PIN, you can set a new one at the counter of your current municipality.',
  'rehearsal.safe': 'When you practise, you first see how many tries are left. The last try is never used.',
  'rehearsal.link': 'Practise the PINs (card app)',
  'online.no.title': 'You cannot file online',
  'online.no.instead': 'Please do this instead',
  'online.no.sameTown':
    'A move within the same municipality is filed at the counter, with a change-of-address notification (転居届).',
  'online.way.sameTown.1': 'You can tell the counter online on which day you will come.',
  'online.way.sameTown.2': 'Go to the counter within 14 days after the move, with the My Number Cards of everyone.',
  'online.no.otherWard':
    'To move to another ward of the same city, you only need to go to the counter of the new ward.',
  'online.way.otherWard.1': 'You do not need a moving-out notification (転出届).',
  'online.way.otherWard.2':
    'Go to the counter of the new ward within 14 days after the move, with the My Number Cards of everyone.',
  'online.no.abroad': 'A move abroad cannot be filed online.',
  'online.way.abroad.1':
    'Before you leave, file your move abroad (国外転出) at the counter of your municipality or by post.',
  'online.way.abroad.2': 'At the counter you can also arrange to keep using your card abroad.',
  'online.no.fromAbroad': 'A move from abroad cannot be filed online.',
  'online.way.fromAbroad.1': 'Go to the counter of the new municipality within 14 days after you begin to live there.',
  'online.way.fromAbroad.2':
    'Bring your passport and your residence card (在留カード). Japanese nationals bring their family register certificate (戸籍の証明書) and the copy of its address record (附票の写し).',
  'online.no.others': 'You cannot file online for someone outside your household.',
  'online.way.others.1': 'Ask the person who moves, or someone of their household, to use this service.',
  'online.way.others.2':
    'To file for someone, go to the counter with a letter of authorization (委任状) and your own identification.',
  'online.no.notRegistered': 'People without a residence record (住民票) in Japan cannot file online.',
  'online.way.notRegistered.1':
    'Go to the counter of the municipality where you live, with your residence card (在留カード).',
  'online.no.ended': 'You cannot file with a card that has expired.',
  'online.way.ended.1':
    'You can file after you renew the card or the electronic certificate (電子証明書) at the counter of your municipality.',
  'online.way.ended.2':
    'If you are in a hurry, file the moving-out notification (転出届) at the counter or by post and get a moving-out certificate (転出証明書).',
  'online.way.ended.3': 'You can also file with a valid card of a person aged 15 or older in your household.',
  'online.no.none': 'You need a My Number Card to file online.',
  'online.way.none.1': 'You can also file with the card of a person aged 15 or older in your household.',
  'online.way.none.2':
    'File the moving-out notification (転出届) at the counter or by post and get a moving-out certificate (転出証明書).',
  'online.way.none.3':
    'Within 14 days after the move, take the moving-out certificate (転出証明書) to the counter of the new municipality.',
  'online.way.none.4': 'If you lost your card, call 0120-95-0178 at once to have it suspended.',
  'online.no.child': 'You cannot file with the card of a person under 15.',
  'online.way.child.1': 'A person aged 15 or older in your household can file for you too, with their own card.',
  'online.way.child.2': 'If there is nobody, ask at the counter of your municipality.',
  'online.no.tooEarly': 'You cannot file yet. You can file from {date}.',
  'online.way.tooEarly.1': 'Please come back to this page on that day.',
  'online.no.tooLate': 'The period for filing online ended on {date}.',
  'online.way.tooLate.1':
    'File the moving-out notification (転出届) as soon as you can, at the counter of your municipality or by post.',
  'online.way.tooLate.2':
    'You get a moving-out certificate (転出証明書) and take it to the counter of the new municipality.',
  'online.no.noVisitDay': 'After filing, there would be no day left to go to the counter.',
  'online.way.noVisitDay.1':
    'File the moving-out notification (転出届) as soon as you can at the counter of your municipality.',
  'online.way.noVisitDay.2':
    'You get a moving-out certificate (転出証明書) and take it to the counter of the new municipality.',
} as const;
