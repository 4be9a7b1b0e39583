console.log('Thank you.');
