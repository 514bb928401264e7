/** 入口の文言 in English. */
export const start = {
  'start.pageTitle': 'Moving One-Stop (simulation)',
  'start.description':
    'A simulation of the online moving procedure: file your moving-out notification (転出届) and moving-in reservation (転入予約) together, with invented residents.',
  'start.title': 'Try the whole moving procedure, from the first notification to the new town',
  'start.lead':
    'You send two things at once: the **moving-out notification (転出届)** to the town where you live now, and **the announcement of your visit (転入予約, moving-in reservation)** to the town you move to. You use your My Number Card.',
  'start.simulation':
    'This is a simulation. All residents are invented, and the cards, the town offices and the national systems all run in here. Nothing is really filed.',
  'start.resident': 'Use it as a resident',
  'start.residentText':
    'Sign in with a simulated card and file the moving-out notification (転出届) and the moving-in reservation (転入予約). Afterwards you can follow the progress.',
  'start.office': 'Receive it as a town officer',
  'start.officeText':
    'Become an officer of Chofu City 調布市 (moving out) or Fujisawa City 藤沢市 (moving in): examine applications, process the moving-out, and register the moving-in at the counter. These pages are in Japanese.',
  'start.demo': 'Control the demo',
  'start.demoText':
    'Move the date to the day of the move or of the visit, cause faults, and read the messages between the organisations. These pages are in Japanese.',
  'start.check': 'Check first whether you can file your move online (7 questions, 2 minutes)',
  'start.flow': 'How it works',
  'start.flow1':
    'The resident files the moving-out notification (転出届) online, between 30 days before and 10 days after the move.',
  'start.flow2': 'The old town (Chofu City 調布市) examines it and sends the moving-out data to the new town.',
  'start.flow3':
    'Within 14 days after the move, you take your card to the counter of the new town (Fujisawa City 藤沢市).',
  'start.flow4': 'When you notify the new town of your move, the old town is informed and the procedure is finished.',
} as const;
