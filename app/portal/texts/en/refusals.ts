/** 受け付けられないときの文言 in English. */
export const refusals = {
  'refusal.title': 'This cannot be accepted online',
  'refusal.law': 'Legal basis: {article}',
  'refusal.change': 'Change the answer',
  'refusal.home': 'Back to My page',
  'refusal.outsideFilingWindow':
    'You can file online from 30 days before until 10 days after the move. For this move it is possible from {first} to {last}.',
  'way.outsideFilingWindow':
    'If it is too early, please come back on the first of these days. If it is too late, file at the counter of your current municipality or by post.',
  'refusal.destinationAbroad': 'A move abroad cannot be filed online.',
  'way.destinationAbroad':
    'File the moving-out notification (転出届) at the counter of your current municipality. There you can also arrange to use your card abroad.',
  'refusal.destinationIsOwnTown':
    'You are moving within {town}, so you do not need a moving-out notification (転出届).',
  'way.destinationIsOwnTown':
    'Within 14 days after the move, hand in the change-of-address notification (転居届) at the counter of the same municipality. Bring the cards of everyone who moves.',
  'refusal.destinationIsOtherWard':
    '{ward} is a ward of the city where you live now. This is a move between wards (区間異動), so you need no moving-out notification (転出届).',
  'way.destinationIsOtherWard':
    'Within 14 days after the move, notify the ward office of the new ward at its counter. Bring the cards of everyone who moves.',
  'refusal.relocationTooEarly':
    'You can reserve from 30 days before the move. Today it is possible for moves until {date}.',
  'way.relocationTooEarly': 'Please come back when it is 30 days before the move.',
  'refusal.relocationTooLate':
    'No day that can be reserved is left before the deadline of the change-of-address notification (転居届).',
  'way.relocationTooLate':
    'You need no reservation. Hand in the change-of-address notification (転居届) at the counter as soon as you can.',
  'refusal.relocationVisitDay': 'The day of your visit must be an open day from {first} to {last}.',
  'way.relocationVisitDay':
    'Hand in the change-of-address notification (転居届) within 14 days after the move. The counter is closed on Saturdays, Sundays and public holidays.',
  'refusal.relocationOpen': 'You still have a reservation for a move within the town (receipt number {receipt}).',
  'way.relocationOpen': 'To change the day, cancel that reservation first.',
  'refusal.cardHolderUnder15': 'You cannot file with the card of a person under 15.',
  'way.cardHolderUnder15':
    'A person aged 15 or older in the same household can file with their own card. If nobody has a card, file at the counter.',
  'refusal.counterOnly': 'This notification cannot be accepted online. We are sorry, but please come to the counter.',
  'way.counterOnly': 'Go to the counter of the municipality where you live now, and show your identification.',
  'refusal.noCardAmongMovers': 'At least one of the people who move needs a My Number Card.',
  'way.noCardAmongMovers':
    'If nobody has a card, file the moving-out notification (転出届) at the counter of your current municipality or by post.',
  'refusal.applicationOpen':
    'You cannot file a new notification, because the one with the receipt number {receipt} is not finished yet.',
  'way.applicationOpen': 'Please check its status. To change it, withdraw it first.',
  'refusal.visitBeforeMove':
    'The moving-in notification (転入届) is possible only after the move. Please choose {date} or a later day.',
  'way.visitBeforeMove': 'To change the day of the move, change that answer first.',
  'refusal.visitOnClosedDay': 'The counter is closed on this day. Please choose an open day.',
  'way.visitOnClosedDay':
    'The counter is closed on Saturdays, Sundays, public holidays, and from 29 December to 3 January.',
  'refusal.visitTooEarly':
    'The town needs at least one open day to process your notification. Please choose {date} or a later day.',
  'way.visitTooEarly': 'If you are in a hurry, choose the earliest day that is offered.',
  'refusal.visitAfterLimit':
    'With the card alone, the moving-in notification (転入届) is possible until {date}. Please choose an earlier day.',
  'way.visitAfterLimit':
    'If you cannot come by then, get a moving-out certificate (転出証明書) from your current municipality.',
  'refusal.noVisitDay': 'No day to go to the counter is left before the deadline.',
  'way.noVisitDay':
    'Get a moving-out certificate (転出証明書) at the counter of your current municipality, then go to the counter of the new one.',
  'refusal.certificateExpired': 'Your signature certificate (署名用電子証明書) has expired, so you cannot file.',
  'way.certificateExpired':
    'Renew the electronic certificate (電子証明書) at the counter of your current municipality, then file again.',
  'refusal.certificateRevoked': 'Your signature certificate (署名用電子証明書) is no longer valid, so you cannot file.',
  'way.certificateRevoked':
    'Get a new electronic certificate (電子証明書) at the counter of your current municipality.',
  'refusal.certificateUntrusted':
    'The electronic certificate (電子証明書) of the signature cannot be verified, so you cannot file.',
  'way.certificateUntrusted': 'Please sign again with your own My Number Card.',
  'refusal.signedByOther': 'You signed with a different card from the one you signed in with.',
  'way.signedByOther': 'Please sign again with the card you used to sign in.',
  'refusal.readFromOther': 'The card that was read is not the one you signed in with.',
  'way.readFromOther': 'Please read again with the card you used to sign in.',
  'refusal.signatureBroken': 'The signature does not match the notification, so it cannot be filed.',
  'way.signatureBroken': 'Please go back to checking your answers, then sign again.',
  'refusal.dayChanged': 'The date has changed since you checked. Please check your answers and sign again.',
  'way.dayChanged': 'What you entered is still there.',
  'refusal.moveLocked': 'Your filing lock (届出ロック) is on, so you cannot file.',
  'way.moveLocked': 'First turn the lock off under “Filing lock” on My page.',
  'refusal.notNow': 'This is not possible at this stage.',
  'way.notNow': 'Please check the status of your notification.',
  'refusal.serviceForgotten': 'It took too long, or another window was used.',
  'way.serviceForgotten': 'What you entered is still there. Please try again.',
} as const;
